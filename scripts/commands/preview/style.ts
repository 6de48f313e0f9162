/** The style of the pages: light or dark as the browser prefers. */
export const STYLE = `
:root { color-scheme: light dark; --page: #f7f7f8; --card: #fff; --ink: #0f0f0f; --soft: #606060; --line: #e3e5ea; --link: #065fd4; --box: #f2f2f2; --bad: #b3261e; --warn: #8a5a00; --good: #18794e; }
@media (prefers-color-scheme: dark) { :root { --page: #0b0b0c; --card: #0f0f0f; --ink: #f1f1f1; --soft: #aaa; --line: #2a2f38; --link: #3ea6ff; --box: #272727; --bad: #ff8a80; --warn: #f0b95a; --good: #5fd39a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 14px/1.45 Roboto, system-ui, sans-serif; }
a { color: var(--link); text-decoration: none; } a[href]:hover { text-decoration: underline; }
header { display: flex; gap: 20px; padding: 12px 24px; background: var(--card); border-bottom: 1px solid var(--line); }
main { max-width: 1320px; margin: 0 auto; padding: 20px 24px; }
h2 { font-size: 13px; color: var(--soft); font-weight: 600; margin: 0 0 8px; } h3 { margin: 0; }
.soft { color: var(--soft); margin: 4px 0 0; } .error { color: var(--bad); } .warning { color: var(--warn); } .good { color: var(--good); }
.facts { display: flex; flex-wrap: wrap; gap: 8px 24px; } .facts p { margin: 0; }
.problems { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 12px 16px; margin: 16px 0; overflow-wrap: anywhere; } .problems p { margin: 8px 0; } .fine { color: var(--good); }
.screens { display: grid; grid-template-columns: minmax(0, 1fr) 400px; gap: 32px; align-items: start; }
@media (max-width: 1000px) { .screens { grid-template-columns: minmax(0, 1fr); } }
.large, .phone, .result { background: var(--card); border: 1px solid var(--line); margin-bottom: 24px; overflow: hidden; overflow-wrap: anywhere; }
.large { border-radius: 12px; padding: 16px; } .large .picture { border-radius: 12px; } .large .title { font-size: 20px; line-height: 28px; margin: 12px 0 8px; }
.phone { width: 392px; max-width: 100%; border-radius: 36px; border-width: 8px; } .phone .title { font-size: 18px; line-height: 24px; padding: 12px 12px 4px; } .phone .channel, .phone .box { margin-left: 12px; margin-right: 12px; } .phone .box { margin-bottom: 20px; }
.result { border-radius: 12px; padding: 16px; display: grid; grid-template-columns: 360px minmax(0, 1fr); gap: 16px; } .result h3 { font-size: 18px; line-height: 26px; font-weight: 400; } .result .picture { border-radius: 8px; }
@media (max-width: 760px) { .result { grid-template-columns: 168px minmax(0, 1fr); } }
.picture { display: block; width: 100%; aspect-ratio: 16 / 9; object-fit: cover; background: var(--box); } .none { display: grid; place-items: center; color: var(--soft); padding: 16px; text-align: center; }
.two { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
.channel { display: flex; gap: 12px; align-items: center; margin: 8px 0 12px; } .channel i { width: 36px; height: 36px; border-radius: 50%; background: var(--box); display: grid; place-items: center; font-style: normal; }
.box { background: var(--box); border-radius: 12px; padding: 12px; } .text { margin-top: 4px; white-space: pre-wrap; }
.chapters { margin-top: 16px; border-top: 1px solid var(--line); padding-top: 12px; } .chapters p { margin: 6px 0 0; } .chapters a { background: color-mix(in srgb, var(--link) 15%, transparent); border-radius: 4px; padding: 1px 4px; margin-right: 6px; }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); } td { padding: 7px 12px; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
`;
