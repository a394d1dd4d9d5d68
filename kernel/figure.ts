import { escapeHtml } from './display.ts';

/** A plotly figure: traces and layout, plain JSON. */
export interface Figure {
  readonly data: readonly object[];
  readonly layout?: object;
  readonly config?: object;
}

const HEIGHT = 420;

/**
 * The source of plotly.js and the drawing function, inline: works offline, in JupyterLab, in VS Code and in an exported HTML file.
 * (The plotly MIME type would need an extension in each of them and stays blank in exports.)
 */
export function libraryHtml(plotly: string): string {
  // A page with a module loader (exports have require.js) must not swallow the library.
  const body = `(function(){var module,exports,define;${plotly}\n}).call(window);\n${DRAW}`;
  return `<script>${body.replace(/<\/script/gi, '<\\/script')}</script>`;
}

/**
 * Runs in the page. Text and lines take the frontend's colours, light or dark, whatever the figure was made for; the
 * data keep their own, but for the dark blue that can hardly be seen on black.
 */
const DRAW = `window.sentilabDraw = function (id, figure) {
  var element = document.getElementById(id);
  if (!element) return;
  if (document.body.dataset.jpThemeLight === 'false' || document.body.classList.contains('vscode-dark'))
    figure = JSON.parse(JSON.stringify(figure).replace(/#0072b2/gi, '#56b4e9').replace(/rgba\\(0, ?114, ?178/g, 'rgba(86,180,233'));
  var css = getComputedStyle(document.body);
  var ink = css.getPropertyValue('--jp-content-font-color1') || css.getPropertyValue('--vscode-foreground') || css.color;
  var lines = { gridcolor: 'rgba(128,128,128,0.22)', linecolor: 'rgba(128,128,128,0.6)', zerolinecolor: 'rgba(128,128,128,0.6)' };
  var layout = Object.assign({
    xaxis: {}, yaxis: {}, 
    colorway: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#999999'],
  }, figure.layout, { paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)' });
  layout.margin = Object.assign({ l: 64, r: 20, t: 48, b: 48 }, layout.margin);
  layout.font = Object.assign({ family: 'system-ui, sans-serif', size: 13 }, layout.font, { color: ink });
  Object.keys(layout).forEach(function (key) {
    if (/^[xy]axis\\d*$/.test(key)) layout[key] = Object.assign({ automargin: true }, layout[key], lines);
  });
  window.Plotly.react(element, figure.data, layout, Object.assign({ responsive: true, displaylogo: false }, figure.config));
};`;

/** One plot: its place and the script that draws it as soon as the library is there. */
export function figureHtml(id: string, figure: Figure): string {
  const height = heightOf(figure);
  return (
    `<div id="${escapeHtml(id)}" style="width:100%;height:${height}px"></div>` +
    `<script>(function draw(tries) {
  if (window.sentilabDraw) return window.sentilabDraw(${json(id)}, ${json(figure)});
  if (tries > 0) return setTimeout(draw, 100, tries - 1);
  var element = document.getElementById(${json(id)});
  if (element) element.textContent = 'The plotting library is not on this page: run the first cell that plots again.';
})(50)</script>`
  );
}

/** Draws new data into a plot that is on the page. Whole data every time: the last one is what a saved notebook shows. */
export function updateHtml(id: string, figure: Figure): string {
  return `<script>(function draw(tries) {
  if (window.sentilabDraw && document.getElementById(${json(id)})) return window.sentilabDraw(${json(id)}, ${json(figure)});
  if (tries > 0) setTimeout(draw, 100, tries - 1);
})(50)</script>`;
}

/** JSON that can stand inside a script element, whatever the texts in it contain. */
function json(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

function heightOf(figure: Figure): number {
  const height: unknown = figure.layout && Reflect.get(figure.layout, 'height');
  return typeof height === 'number' ? height : HEIGHT;
}
