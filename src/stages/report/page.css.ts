/** The look of a report: prints on paper, follows the reader's light or dark setting, needs nothing from elsewhere. */
export const pageStyle = `
:root{color-scheme:light dark;--ink:#1b1d21;--soft:#5a6068;--line:#d9dce1;--paper:#fff;--tint:#f4f6f8;--accent:#0b5cad;--warn:#8a5300;--bad:#a3001b;--good:#1e6b2e}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#a5abb3;--line:#3a3f47;--paper:#16181c;--tint:#1f2227;--accent:#7ab8f5;--warn:#f0b35e;--bad:#ff8a95;--good:#7fd08f}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:2rem 1.5rem 4rem;font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink);background:var(--paper)}
h1{font-size:1.9rem;margin:0 0 .25rem;overflow-wrap:anywhere}
h2{font-size:1.15rem;margin:2.2rem 0 .6rem;padding-top:.8rem;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:1.2rem 0 .3rem}
p{margin:.3rem 0 .7rem}.soft{color:var(--soft)}.lead{font-size:1.1rem;max-width:48rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem;margin:.8rem 0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:.4rem 0 1rem;font-size:.93rem}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line)}
th{color:var(--soft);font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
code{font:.88em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere;background:var(--tint);padding:.08em .3em;border-radius:3px}
.modes{display:grid;grid-template-columns:repeat(auto-fit,minmax(19rem,1fr));gap:1rem}.mode{border:1px solid var(--line);border-radius:8px;padding:1rem 1.2rem}.mode.best{border-color:var(--accent);border-width:2px}
.mode h3{margin:0}.big{font-size:1.6rem;font-weight:600;margin:.2rem 0}.tag{display:inline-block;font-size:.8rem;padding:.1rem .5rem;border-radius:1rem;border:1px solid currentColor}
.block{color:var(--bad)}.act{color:var(--warn)}.inform{color:var(--soft)}.best .tag{color:var(--accent)}
ul{padding-left:1.2rem;margin:.3rem 0 .8rem}li{margin:.15rem 0}
@media print{body{padding:0;max-width:none;font-size:11pt}h2{break-after:avoid}tr,.mode{break-inside:avoid}}
`
