import type { Theme } from 'sentilab/plots';
import { ExperimentPage } from './experiment.tsx';
import { Experiments } from './experiments.tsx';
import { HOME, formatRoute } from './route.ts';
import { useTheme, type ThemeChoice } from './theme.ts';
import { HelpSheet } from './help.tsx';
import { useRoute } from './use-route.ts';

/** The whole page: the list of experiments, or one of them. */
export function App() {
  const [route, navigate] = useRoute();
  const [theme, choice, choose] = useTheme();
  return (
    <>
      <a class="skip" href="#main" onClick={skipToMain}>
        Skip to the content
      </a>
      <header class="top">
        <a class="brand" href={formatRoute(HOME)}>
          sentilab <span class="muted">results</span>
        </a>
        <div class="bar end">
          <HelpSheet route={route} navigate={navigate} />
          <ThemeSelect choice={choice} choose={choose} />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <Page theme={theme} route={route} navigate={navigate} />
      </main>
    </>
  );
}

function Page({
  theme,
  route,
  navigate,
}: {
  readonly theme: Theme;
  readonly route: ReturnType<typeof useRoute>[0];
  readonly navigate: ReturnType<typeof useRoute>[1];
}) {
  if (route.experiment === null) return <Experiments />;
  return (
    <ExperimentPage
      key={route.experiment}
      name={route.experiment}
      route={route}
      navigate={navigate}
      theme={theme}
    />
  );
}

function ThemeSelect({
  choice,
  choose,
}: {
  readonly choice: ThemeChoice;
  readonly choose: (choice: ThemeChoice) => void;
}) {
  return (
    <label class="field inline">
      <span>Theme</span>
      <select value={choice} onChange={(event) => choose(event.currentTarget.value as ThemeChoice)}>
        <option value="auto">auto</option>
        <option value="light">light</option>
        <option value="dark">dark</option>
      </select>
    </label>
  );
}

/** The fragment belongs to the route, so the link must not change it. */
function skipToMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
