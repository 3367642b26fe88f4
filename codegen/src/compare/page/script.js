// Filters the page by what its form says. Everything is read from the document: no text of a
// description is ever part of this script, and nothing here writes HTML.
'use strict';
const form = document.getElementById('filter');
const count = document.getElementById('count');
const none = document.getElementById('none');
const changes = Array.from(document.querySelectorAll('article'), (element) => ({
  element,
  text: element.firstElementChild.textContent.toLowerCase() + element.dataset.rule,
  groups: element.dataset.groups.split(' '),
}));
const holders = Array.from(document.querySelectorAll('details.cause, section.group, section.standing'), (element) => {
  const tally = element.querySelector(':scope > summary > .tally, :scope > h2 > .tally');
  return { element, tally, text: tally && tally.textContent, all: element.querySelectorAll('article').length };
}).reverse();
const keys = ['text', 'column', 'group', 'severity'];

const wanted = () => {
  const text = form.elements.text.value.trim().toLowerCase();
  const column = form.elements.column.value;
  const severity = form.elements.severity.value;
  const chosen = form.elements.group.selectedOptions[0];
  const group = chosen && chosen.value ? chosen.dataset.at : '';
  return ({ element, text: own, groups }) => {
    const data = element.dataset;
    return (!text || own.includes(text)) &&
      (!column || column === `source-${data.source}` || column === `wire-${data.wire}`) &&
      (!severity || severity === data.severity) &&
      (!group || groups.includes(group));
  };
};

const filter = () => {
  const is = wanted();
  let shown = 0;
  for (const change of changes) {
    const visible = is(change);
    change.element.hidden = !visible;
    shown += visible;
  }
  // From the innermost out: what holds nothing that is shown is not shown either.
  for (const { element, tally, text, all } of holders) {
    const left = element.querySelectorAll('article:not([hidden])').length;
    element.hidden = left === 0;
    if (tally) tally.textContent = left === all ? text : `(${left} of ${all} shown)`;
  }
  count.textContent = `${shown} of ${changes.length} changes`;
  none.hidden = shown > 0;
};

const store = () => {
  const parts = new URLSearchParams();
  for (const key of keys) {
    const { value } = form.elements[key];
    if (value) parts.set(key, value);
  }
  history.replaceState(null, '', `#${parts}`);
};

const show = (id) => {
  const element = document.getElementById(id);
  if (!element) return;
  if (element.closest('[hidden]')) {
    form.reset();
    filter();
  }
  for (let at = element; at; at = at.parentElement) {
    if (at.tagName === 'DETAILS') at.open = true;
  }
  const own = element.querySelector(':scope > details');
  if (own) own.open = true;
  element.scrollIntoView();
  element.focus({ preventScroll: true });
};

// The hash is the id of a change, or the filters.
const read = () => {
  const hash = location.hash.slice(1);
  if (hash && !hash.includes('=')) {
    show(hash);
    return;
  }
  const parts = new URLSearchParams(hash);
  form.reset();
  for (const key of keys) {
    if (parts.has(key)) form.elements[key].value = parts.get(key);
  }
  filter();
};

form.addEventListener('input', () => { filter(); store(); });
form.addEventListener('reset', () => setTimeout(() => { filter(); store(); }));
form.addEventListener('submit', (event) => event.preventDefault());
addEventListener('hashchange', read);
form.hidden = false;
filter();
read();
