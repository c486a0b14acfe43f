"""How the API reference looks: calm, light or dark as the reader's system is."""

STYLE = """\
:root { color-scheme: light dark; --ink: #1c2024; --soft: #55606a; --paper: #ffffff;
  --panel: #f6f8f9; --line: #dde3e7; --accent: #0b6e6e; --get: #0b5cad; --post: #0b6b3a;
  --put: #8a5200; --delete: #b42318; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecef; --soft: #a5b0b9; --paper: #111416;
  --panel: #191d20; --line: #2c3338; --accent: #5cc8c2; --get: #7db8f5; --post: #6fd09b;
  --put: #f0b35a; --delete: #ff9a90; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 16px; }
body { margin: 0; display: grid; grid-template-columns: 320px minmax(0, 1fr); color: var(--ink);
  background: var(--paper); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
a { color: var(--accent); } a:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 16px; top: 16px; z-index: 1;
  padding: 8px 16px; background: var(--paper); }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 24px 16px;
  background: var(--panel); border-right: 1px solid var(--line); }
nav .brand { margin: 0 8px 16px; font-weight: 650; font-size: 18px; }
nav h2 { margin: 20px 8px 4px; font-size: 13px; color: var(--soft); font-weight: 600; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: flex; gap: 8px; align-items: baseline; padding: 6px 8px; border-radius: 6px;
  color: inherit; text-decoration: none; font-size: 13px; }
nav a:hover { background: var(--line); }
nav a > span:last-child { overflow-wrap: anywhere; }
main { padding: 40px clamp(16px, 5vw, 72px) 96px; max-width: 1240px; }
h1 { margin: 0 0 16px; font-size: 32px; line-height: 1.2; }
h1 small, h4 small { color: var(--soft); font-weight: 400; font-size: 14px; }
header p { max-width: 72ch; }
section > h2 { margin: 56px 0 4px; padding-top: 24px; border-top: 1px solid var(--line); }
article { margin: 24px 0; padding: 20px 24px; border: 1px solid var(--line); border-radius: 10px; }
article:target { border-color: var(--accent); }
h3 { margin: 0 0 8px; font-size: 16px; display: flex; gap: 12px; align-items: baseline; }
h3 code { font-size: 16px; font-weight: 600; overflow-wrap: anywhere; }
h4 { margin: 16px 0 8px; font-size: 14px; }
.method { font: 700 12px/1 ui-monospace, monospace; min-width: 40px; color: var(--get); }
.method.post { color: var(--post); } .method.put { color: var(--put); }
.method.delete { color: var(--delete); }
.who, .caption, dd, td { font-size: 14px; } .caption { margin: 8px 0 4px; color: var(--soft); }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 13px; }
pre { margin: 0; padding: 12px 16px; max-height: 360px; overflow: auto; background: var(--panel);
  border: 1px solid var(--line); border-radius: 8px; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
  gap: 0 24px; } .pair > div { min-width: 0; }
.scroll { overflow-x: auto; }
table { width: 100%; min-width: 520px; border-collapse: collapse; margin: 8px 0; }
th, td { padding: 6px 12px 6px 0; text-align: left; vertical-align: top; font-weight: 400;
  border-bottom: 1px solid var(--line); } th code { white-space: nowrap; }
thead th { color: var(--soft); font-size: 13px; }
dl { margin: 8px 0; display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; }
dl.fields { grid-template-columns: 1fr; gap: 0; } dl.fields dd { margin: 0 0 4px; }
dt small { color: var(--soft); font-size: 13px; } dd { margin: 0; color: var(--soft); }
details { margin-top: 12px; } summary { cursor: pointer; font-size: 14px; padding: 4px 0; }
@media (max-width: 860px) { body { display: block; } nav { position: static; height: auto;
  border-right: 0; border-bottom: 1px solid var(--line); } article { padding: 16px; } }
@media print { nav, .skip { display: none; } body { display: block; }
  article { break-inside: avoid; } pre { max-height: none; } }
"""
