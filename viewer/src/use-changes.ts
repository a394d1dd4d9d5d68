import { useEffect, useState } from 'preact/hooks';
import { isExported } from './ask.ts';

/** How the page stands to the server. `file`: there is none, the page carries its data. */
export type Connection = 'live' | 'lost' | 'file';

/** Calls back with every new version the server tells of; a lost connection is taken up again by the browser. */
export function useChanges(path: string, onChange: (version: string) => void): Connection {
  const [connection, setConnection] = useState<Connection>(isExported() ? 'file' : 'live');
  useEffect(() => {
    if (isExported()) return undefined;
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const connect = (): void => {
      source = new EventSource(path);
      source.addEventListener('open', () => setConnection('live'));
      source.addEventListener('changed', (event) => onChange(String(event.data)));
      source.addEventListener('error', () => {
        setConnection('lost');
        // The browser tries again by itself unless the answer was an error.
        if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, 2000);
      });
    };
    connect();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [path]);
  return connection;
}
