/** How an invoice looks on a screen and on paper, whatever the size of the paper. */
export const INVOICE_PAGE_STYLE = `
:root { color-scheme: light; font: 1rem/1.5 system-ui, sans-serif; color: #111; background: #fff; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: 0 0 1rem; }
.mark { float: right; margin: 0 0 1rem 1rem; padding: .1rem .8rem; border: .2rem solid; font-size: 1.3rem;
  font-weight: 700; letter-spacing: .1em; text-transform: uppercase; color: #a32a1d; }
.behind { position: fixed; inset: 0; display: grid; place-items: center; z-index: -1; margin: 0; font-size: 9rem;
  font-weight: 800; letter-spacing: .1em; text-transform: uppercase; color: #a32a1d; opacity: .07; rotate: -30deg;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
dl { display: flex; flex-wrap: wrap; gap: .8rem 2.5rem; margin: 0 0 1.5rem; clear: both; }
dl div:first-child { flex-basis: 100%; }
dt { font-size: .85rem; color: #555; }
dd { margin: 0; }
dd.sum { font-weight: 700; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
caption { text-align: start; font-weight: 700; padding: 0 0 .4rem; }
th, td { padding: .35rem .8rem .35rem 0; text-align: start; vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
thead th { border-bottom: .12rem solid; font-size: .85rem; }
tbody tr + tr td { border-top: 1px solid #ccc; }
tbody td { white-space: pre-line; min-width: 5em; }
tbody td.wide { min-width: 11em; }
.number { text-align: end; white-space: nowrap; min-width: 0; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
td.number, td.day { white-space: nowrap; min-width: 0; }
tfoot { display: table-row-group; }
tfoot th, tfoot td { font-weight: 700; border-top: .12rem solid; }
footer { margin: 1.5rem 0 0; font-size: .85rem; color: #555; }
@media print {
  @page { margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
  :root { font-size: 10pt; }
  body { max-width: none; margin: 0; padding: 0; }
  thead { display: table-header-group; }
  tr, dl, footer { break-inside: avoid; }
  h1, dl, caption, thead { break-after: avoid; }
  tfoot { break-before: avoid; }
}
`;
