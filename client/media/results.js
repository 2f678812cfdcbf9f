// Runs inside the results view: draws what the extension sends, keeps the choice and the tab, and reports clicks and keys.
// Markup comes escaped from the extension; this file makes none.
const vscode = acquireVsCodeApi();
const history = document.getElementById('history');
const details = document.getElementById('details');
/** The send and the tab that are shown; they survive hiding the view and reloading the window. */
let state = vscode.getState() ?? {};

window.addEventListener('message', ({ data }) => {
  switch (data.kind) {
    case 'list':
      showList(data);
      break;
    case 'details':
      showDetails(data);
      break;
    case 'focus':
      (history.children.length ? history : document.querySelector('#empty button')).focus();
      break;
    case 'announce':
      document.getElementById('announcer').textContent = data.text;
      break;
  }
});

document.addEventListener('click', ({ target }) => {
  const button = target.closest('button');
  const option = target.closest('[role=option]');
  if (option) choose(option);
  else if (button?.role === 'tab') chooseTab(button.id);
  else if (button?.dataset.copy) post({ kind: 'copy', name: button.dataset.copy });
  else if (button?.dataset.open) post({ kind: 'open', name: button.dataset.open });
  else if (button?.dataset.do) {
    const { do: action, at, fix } = button.dataset;
    post({ kind: 'do', action, at: Number(at), fix: Number(fix) });
  }
});

history.addEventListener('keydown', event => {
  const options = [...history.children];
  const next = neighbour(options, options.findIndex(isSelected), event.key, 'ArrowUp', 'ArrowDown');
  if (!next) return;
  event.preventDefault();
  choose(next);
});

details.addEventListener('keydown', event => {
  if (event.target.role !== 'tab') return;
  const tabs = [...details.querySelectorAll('[role=tab]')];
  const next = neighbour(tabs, tabs.indexOf(event.target), event.key, 'ArrowLeft', 'ArrowRight');
  if (!next) return;
  event.preventDefault();
  chooseTab(next.id);
  next.focus();
});

post({ kind: 'ready' });

function showList({ html, count, selected }) {
  document.getElementById('empty').hidden = count > 0;
  document.getElementById('results').hidden = count === 0;
  history.innerHTML = html;
  if (selected) mark(document.getElementById(`send-${selected}`));
}

function showDetails({ id, html }) {
  remember({ selected: id });
  const hadFocus = details.contains(document.activeElement) ? document.activeElement.id : undefined;
  details.innerHTML = html;
  details.scrollTop = 0;
  const tabs = [...details.querySelectorAll('[role=tab]')];
  chooseTab((tabs.find(tab => tab.id === state.tab) ?? tabs[0]).id, false);
  if (hadFocus) document.getElementById(hadFocus)?.focus();
}

function choose(option) {
  mark(option);
  remember({ selected: option.dataset.id });
  post({});
}

function mark(option) {
  for (const other of history.children) other.setAttribute('aria-selected', String(other === option));
  history.setAttribute('aria-activedescendant', option?.id ?? '');
  option?.scrollIntoView({ block: 'nearest' });
}

function chooseTab(id, keep = true) {
  for (const tab of details.querySelectorAll('[role=tab]')) {
    const chosen = tab.id === id;
    tab.setAttribute('aria-selected', String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    document.getElementById(tab.getAttribute('aria-controls')).hidden = !chosen;
  }
  if (!keep) return;
  remember({ tab: id });
  details.querySelector('[role=tablist]').scrollIntoView();
}

function neighbour(items, at, key, back, forth) {
  const to = { [back]: Math.max(0, at - 1), [forth]: at + 1, Home: 0, End: items.length - 1 }[key];
  return to === undefined ? undefined : items[Math.min(to, items.length - 1)];
}

function isSelected(option) {
  return option.getAttribute('aria-selected') === 'true';
}

function remember(change) {
  state = { ...state, ...change };
  vscode.setState(state);
}

/** Every message names the send it is about, so that the extension need not know which one is shown. */
function post(message) {
  vscode.postMessage({ kind: 'select', ...message, id: state.selected });
}
