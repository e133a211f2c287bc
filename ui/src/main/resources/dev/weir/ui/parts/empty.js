// What is shown when nothing has arrived: how to send something.
import { html, nothing } from 'lit';
import { state } from '../lib/state.js';
import { copy } from '../lib/menu.js';

const host = () => location.hostname.includes(':') ? `[${location.hostname.replace(/[[\]]/g, '')}]` : location.hostname || 'localhost';

const COMMON = () => `export OTEL_SERVICE_NAME=my-service
export OTEL_EXPORTER_OTLP_ENDPOINT=http://${host()}:4318
export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf`;

/** What to run, by language. */
const LANGUAGES = {
  Java: () => `${COMMON()}
java -javaagent:opentelemetry-javaagent.jar -jar my-service.jar`,
  Python: () => `pip install opentelemetry-distro opentelemetry-exporter-otlp
opentelemetry-bootstrap -a install
${COMMON()}
export OTEL_PYTHON_LOGGING_AUTO_INSTRUMENTATION_ENABLED=true
opentelemetry-instrument python app.py`,
  'Node.js': () => `npm install @opentelemetry/api @opentelemetry/auto-instrumentations-node
${COMMON()}
export NODE_OPTIONS="--require @opentelemetry/auto-instrumentations-node/register"
node app.js`,
  Go: () => `# in main, with go.opentelemetry.io/contrib/exporters/autoexport:
#   exporter, err := autoexport.NewSpanExporter(ctx)
${COMMON()}
go run .`,
};

/**
 * Nothing was found: why, and what to do.
 * @param {string} what such as `traces`
 * @param {{total?: number, ignored?: string[]}} [facts] total: items of that kind in the store at all
 */
export function empty(what, facts = {}) {
  const filtered = Boolean(state.q);
  if (facts.total === 0) return html`<div class="empty"><h2>No ${what} have arrived yet</h2>
    <p>Weir takes OTLP at <code>${host()}:4317</code> (gRPC) and <code>${host()}:4318</code> (HTTP). Set these in the shell that starts your program:</p>
    ${snippets()}
    <p>Or see every page alive: <code>./weir demo</code></p></div>`;
  return html`<div class="empty"><h2>No ${what} ${filtered ? 'match' : 'in this time range'}</h2>
    <p>${filtered ? html`Nothing in this time range matches <code>${state.q}</code>.` : html`Nothing arrived between <b>${state.from}</b> and <b>${state.to}</b>.`}</p>
    <p class="actions">
      ${filtered ? html`<button @click=${() => state.set({ q: null })}>Clear the query</button>` : nothing}
      ${state.from !== 'now-24h' ? html`<button @click=${() => state.set({ from: 'now-24h', to: null })}>Search the last 24 h</button>` : nothing}
    </p>
    ${filtered ? nothing : html`<details><summary>How to send ${what} to Weir</summary>${snippets()}</details>`}</div>`;
}

/** The variables for each language. */
export function snippets() {
  const chosen = stored();
  return html`<div class="snippets"><div class="tabs" role="tablist">${Object.keys(LANGUAGES).map(name => html`
      <button role="tab" aria-selected=${name === chosen} @click=${event => choose(event, name)}>${name}</button>`)}</div>
    ${Object.entries(LANGUAGES).map(([name, lines]) => html`<div class="snippet" data-name=${name} ?hidden=${name !== chosen}>
      <pre>${lines()}</pre><button @click=${() => copy(lines())}>Copy</button></div>`)}</div>`;
}

function stored() {
  try { const name = localStorage.getItem('weir.language'); return name in LANGUAGES ? name : 'Java'; } catch { return 'Java'; }
}

function choose(event, name) {
  try { localStorage.setItem('weir.language', name); } catch { /* not kept then */ }
  const box = event.target.closest('.snippets');
  for (const tab of box.querySelectorAll('[role=tab]')) tab.setAttribute('aria-selected', tab.textContent === name);
  for (const snippet of box.querySelectorAll('.snippet')) snippet.hidden = snippet.dataset.name !== name;
}

/** A line that says what of the query did not count, or that there is more. */
export const notes = (answer, more) => html`
  ${answer.ignored?.length ? html`<p class="note">Not used here: ${answer.ignored.map(text => html`<code>${text}</code> `)}</p>` : nothing}
  ${answer.cut ? html`<p class="note">${more ?? 'There is more than is shown. Narrow the query or the time range.'}</p>` : nothing}`;
