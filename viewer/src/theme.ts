import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Theme } from 'sentilab/plots';

/** What the person chose; auto follows the system. */
export type ThemeChoice = 'auto' | Theme;

const KEY = 'sentilab-theme';

/** The theme to draw with, the choice behind it, and a way to change it. Kept in the browser between visits. */
export function useTheme(): readonly [Theme, ThemeChoice, (choice: ThemeChoice) => void] {
  const [choice, setChoice] = useState<ThemeChoice>(remembered);
  const [dark, setDark] = useState(() => systemIsDark().matches);
  useEffect(() => {
    const system = systemIsDark();
    const follow = (): void => setDark(system.matches);
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }, []);
  const theme = choice === 'auto' ? (dark ? 'dark' : 'light') : choice;
  // Before the browser paints, so that the old colours do not flash.
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return [theme, choice, (next) => (remember(next), setChoice(next))];
}

const systemIsDark = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');

function remembered(): ThemeChoice {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'auto';
  } catch {
    return 'auto'; // storage may be forbidden
  }
}

function remember(choice: ThemeChoice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // then it holds for this visit
  }
}
