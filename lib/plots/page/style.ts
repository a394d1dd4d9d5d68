/** The report's look: one column for reading, tables that scroll on their own, both colour schemes. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --card: #f6f8fa; --text: #1f2430; --muted: #5b6472; --line: #dfe3e9; --accent: #005a8e;
  --good: #00694e; --bad: #a63f00;
}
@media (prefers-color-scheme: dark) {
  :root { --page: #14171d; --card: #1c2028; --text: #e7eaf0; --muted: #a3adbb; --line: #333a46; --accent: #6cbcee;
    --good: #4fd0a8; --bad: #ff9d66; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: break-word; }
main, header, footer { max-width: 1080px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 40px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 4px; letter-spacing: -.01em; }
h2 { font-size: 20px; line-height: 1.3; margin: 48px 0 8px; }
h3 { font-size: 16px; margin: 24px 0 8px; }
p { margin: 8px 0; max-width: 72ch; }
.eyebrow, .muted, caption, figcaption { color: var(--muted); }
.eyebrow { font-size: 14px; margin: 0; }
.verdict { font-size: 18px; background: var(--card); border-left: 4px solid var(--accent); border-radius: 0 8px 8px 0;
  padding: 12px 18px; margin: 20px 0; }
.verdict p { margin: 6px 0; }
.verdict p + p { font-size: 16px; }
figure { margin: 12px 0; }
figcaption, caption { font-size: 14px; text-align: left; }
.plot { width: 100%; height: 400px; overflow: hidden; }
.plot.square { height: 320px; max-width: 460px; }
.plot.wide { min-width: 720px; }
.scroll { overflow-x: auto; -webkit-overflow-scrolling: touch; }
.scroll:focus-visible, a:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; width: 100%; }
th, td { text-align: left; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
th { font-weight: 600; color: var(--muted); }
thead th { vertical-align: bottom; white-space: normal; min-width: 64px; }
td.number, th.number { text-align: right; }
tr.best td, tr.best th { font-weight: 650; color: var(--text); }
td.text { white-space: normal; min-width: 260px; }
.columns { display: grid; grid-template-columns: minmax(0, 460px) minmax(0, 1fr); gap: 8px 32px; align-items: start; }
code, pre { font: 13.5px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
pre { background: var(--card); border-radius: 8px; padding: 12px 16px; overflow-x: auto; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 20px; margin: 8px 0; font-size: 15px; }
dt { color: var(--muted); }
.columns table { width: auto; }
dd { margin: 0; }
blockquote { margin: 8px 0; padding: 0 0 0 12px; border-left: 3px solid var(--line); }
blockquote p { margin: 0; }
blockquote .muted { font-size: 14px; }
footer { padding-top: 32px; padding-bottom: 48px; color: var(--muted); font-size: 14px; }
@media (max-width: 760px) {
  .columns { grid-template-columns: minmax(0, 1fr); }
  .plot { height: 340px; }
  h1 { font-size: 24px; } .verdict { font-size: 16px; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: 8px; }
}
@media print { .plot { break-inside: avoid; } }
`;
