/**
 * Draws every `[data-figure]` from the JSON in `#figures` and again when the colour scheme changes. It is the report's
 * only code besides plotly; it reads data as JSON and never builds markup.
 */
export const DRAW_SCRIPT = `
(() => {
  const figures = JSON.parse(document.getElementById('figures').textContent);
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const draw = () => {
    for (const place of document.querySelectorAll('[data-figure]')) {
      const figure = figures[place.dataset.figure][dark.matches ? 'dark' : 'light'];
      Plotly.react(place, figure.data, figure.layout, figure.config);
    }
    document.documentElement.dataset.drawn = dark.matches ? 'dark' : 'light';
  };
  dark.addEventListener('change', draw);
  draw();
})();
`;
