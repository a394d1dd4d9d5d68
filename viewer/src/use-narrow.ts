import { useEffect, useState } from 'preact/hooks';

const QUERY = '(max-width: 700px)';

/** Whether the page is as narrow as a phone: the width at which its style changes too. */
export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => window.matchMedia(QUERY).matches);
  useEffect(() => {
    const media = window.matchMedia(QUERY);
    const follow = (): void => setNarrow(media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, []);
  return narrow;
}
