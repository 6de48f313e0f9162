/** The style of all pages: no framework, light or dark as the browser prefers. */
export const STYLE = `
:root { color-scheme: light dark; --page: #f7f7f8; --card: #fff; --ink: #16181d; --soft: #5f6673; --line: #e3e5ea; --red: #d9222a; --link: #1558c0; --chip: #eef0f4; --good: #18794e; --warn: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --page: #0f1115; --card: #181b21; --ink: #eceef2; --soft: #9aa2b1; --line: #2a2f38; --red: #ff5a5f; --link: #8ab4ff; --chip: #232831; --good: #5fd39a; --warn: #f0b95a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
main { max-width: 1240px; margin: 0 auto; padding: 24px; }
.top { background: var(--card); border-bottom: 1px solid var(--line); }
.top div { max-width: 1240px; margin: 0 auto; padding: 12px 24px; display: flex; gap: 20px; align-items: center; }
.brand { font-weight: 650; color: var(--ink); display: flex; gap: 10px; align-items: center; margin-right: auto; }
.brand i { width: 30px; height: 21px; border-radius: 6px; background: var(--red); display: grid; place-items: center; color: #fff; font: 11px system-ui; }
h1, h2 { overflow-wrap: anywhere; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; } h2 { font-size: 17px; margin: 32px 0 12px; } h3 { font-size: 14px; margin: 0 0 8px; }
.soft { color: var(--soft); } .small { font-size: 13px; }
.head { display: flex; flex-wrap: wrap; gap: 24px; justify-content: space-between; align-items: end; }
.meter { width: 300px; } .meter b { font-variant-numeric: tabular-nums; }
.bar { height: 8px; border-radius: 4px; background: var(--chip); overflow: hidden; margin: 6px 0; } .bar span { display: block; height: 100%; background: var(--red); }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr)); gap: 24px 18px; }
.card { color: inherit; display: block; } .card:hover { text-decoration: none; } .card:hover strong { text-decoration: underline; }
.card strong { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; font-weight: 600; line-height: 1.35; margin: 10px 0 4px; }
.frame { position: relative; aspect-ratio: 16 / 9; border-radius: 12px; overflow: hidden; background: var(--chip); }
.frame img { width: 100%; height: 100%; object-fit: cover; display: block; }
.badge { position: absolute; right: 8px; bottom: 8px; background: rgba(0, 0, 0, .8); color: #fff; font-size: 12px; font-weight: 600; padding: 1px 6px; border-radius: 4px; } .badge.live { background: #d9222a; }
.pill { display: inline-block; background: var(--chip); border-radius: 999px; padding: 1px 9px; font-size: 12px; font-weight: 550; margin-right: 4px; white-space: nowrap; }
.pill.live { background: var(--red); color: #fff; } .pill.good { color: var(--good); } .pill.warn { color: var(--warn); }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; font-size: 13px; border-spacing: 0; }
th { text-align: left; color: var(--soft); font-weight: 500; } td, th { padding: 7px 12px; border-top: 1px solid var(--line); vertical-align: top; } tr:first-child > * { border-top: 0; } td { font-variant-numeric: tabular-nums; }
.times td:first-child { width: 90px; color: var(--link); }
.two { display: grid; grid-template-columns: minmax(0, 1fr) 360px; gap: 32px; align-items: start; } @media (max-width: 960px) { .times td:first-child { width: 90px; color: var(--link); }
.two { grid-template-columns: minmax(0, 1fr); } }
.box { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px; margin: 16px 0; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: 116px minmax(0, 1fr); gap: 6px 12px; margin: 0; font-size: 13px; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
label { display: block; font-size: 13px; color: var(--soft); margin-top: 10px; }
input, textarea, select { width: 100%; font: inherit; font-size: 14px; color: var(--ink); background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: 7px 10px; margin-top: 3px; }
.choice { color: var(--ink); font-size: 15px; } .choice input { width: auto; }
textarea { min-height: 180px; resize: vertical; }
button { font: inherit; font-size: 14px; font-weight: 550; color: var(--ink); background: var(--chip); border: 0; border-radius: 999px; padding: 7px 16px; margin-top: 12px; cursor: pointer; } button.main { background: var(--ink); color: var(--page); } button.air { background: var(--red); color: #fff; }
.row { display: flex; gap: 10px; flex-wrap: wrap; } .row form { margin: 0; }
.message { background: var(--card); border: 1px solid var(--red); color: var(--red); border-radius: 12px; padding: 10px 16px; margin-bottom: 20px; }
.empty { border: 1px dashed var(--line); border-radius: 12px; padding: 32px; text-align: center; color: var(--soft); }
`;
