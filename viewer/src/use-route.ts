import { useCallback, useEffect, useState } from 'preact/hooks';
import { formatRoute, parseRoute, type Route } from './route.ts';

/** Changes parts of the route. `push` makes a step that the back button undoes; small changes replace the current one. */
export type Navigate = (change: Partial<Route>, how?: 'push' | 'replace') => void;

/** The route in the URL's fragment, and a way to change it. */
export function useRoute(): readonly [Route, Navigate] {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = (): void => setRoute(parseRoute(location.hash));
    window.addEventListener('hashchange', follow);
    window.addEventListener('popstate', follow);
    return () => {
      window.removeEventListener('hashchange', follow);
      window.removeEventListener('popstate', follow);
    };
  }, []);
  const navigate = useCallback<Navigate>((change, how = 'replace') => {
    const next = { ...parseRoute(location.hash), ...change };
    if (how === 'push') history.pushState(null, '', formatRoute(next));
    else history.replaceState(null, '', formatRoute(next));
    setRoute(next);
    if (how === 'push') window.scrollTo(0, 0);
  }, []);
  return [route, navigate];
}
