// @ts-check
// What the templates may be made of: what stands on no list here is refused. That keeps out what is known against
// AngularJS, which gets no corrections any more, and whatever is not known yet about what nobody needs.
import { parse, parseFragment } from 'parse5';

/** @typedef {import('parse5').DefaultTreeAdapterTypes.Element} Element */
/** @typedef {import('parse5').DefaultTreeAdapterTypes.Node} Node */
/** @typedef {(where: Node, problem: string) => void} Report */

const words = (/** @type {string} */ text) => text.trim().split(/\s+/);

/** Elements, each with the attributes that it may have beside those of all. */
const elements = new Map(
  Object.entries({
    ...Object.fromEntries(
      words(`b br code dd div dl dt em footer fieldset h1 h2 h3 header hr kbd legend li main nav noscript ol p pre s
        section span strong summary table tbody thead tr ul`).map((name) => [name, '']),
    ),
    a: 'href target',
    abbr: 'title',
    button: 'type autofocus',
    details: 'open',
    form: 'novalidate',
    img: 'alt width height',
    input: `type name value readonly placeholder maxlength min max step inputmode autocomplete autocapitalize
      spellcheck autofocus`,
    label: 'for',
    select: 'name autocomplete',
    td: 'colspan',
    textarea: 'rows autocomplete spellcheck',
    th: 'scope colspan',
    time: 'datetime',
    circle: 'cx cy r',
    g: 'fill',
    line: 'x1 x2 y1 y2',
    path: 'd fill stroke stroke-width stroke-linecap stroke-linejoin transform',
    rect: 'x y width height rx fill',
    svg: 'xmlns width height viewBox focusable',
  }).map(([name, attributes]) => [name, new Set(words(attributes))]),
);

const ofAll = new Set(words('class id role tabindex title lang dir hidden inert data-row'));

/** Directives and what belongs to them. `ng-attr-` is on it with the whole name: it can make any attribute. */
const directives = new Set(
  words(`ng-if ng-repeat ng-show ng-class ng-click ng-submit ng-change ng-blur ng-paste ng-focus ng-mouseenter ng-mouseleave
    ng-model ng-model-options ng-trim ng-options ng-readonly ng-disabled ng-transclude
    ng-attr-aria-current ng-attr-aria-disabled ng-attr-aria-hidden ng-attr-aria-invalid ng-attr-aria-label
    ng-attr-autofocus ng-attr-inputmode ng-attr-aria-required
    ui-view ui-sref ui-state ui-state-params
    uib-modal-transclude uib-pagination total-items items-per-page max-size boundary-link-numbers`),
);
const directivesOf = new Map(Object.entries({ a: new Set(['ng-href']), img: new Set(['ng-src']) }));

/** Where the value of an expression may stand. None of them is an address, a type, a style or a piece of programme. */
const filledIn = new Set(words('id for class title value name placeholder role datetime data-row ng-href ng-src'));

/** What the kinds of `<input>` are that may be asked for. */
const inputTypes = new Set(words('text email password search date checkbox radio'));

/** Filters in expressions. */
const filters = new Set(words('number lowercase'));

/** What an attribute of one of our own elements may not be called, whatever the element makes of it. */
const misleading = /^(on[a-z]+|style|src|srcset|srcdoc|href|action|formaction|data)$/;

/**
 * What is wrong with a template of the single-page application.
 *
 * @param {string} html
 * @returns {string[]}
 */
export function templateProblems(html) {
  return problemsOf(html, (source, options) => parseFragment(source, options), checkElement);
}

/** @type {(element: Element, report: Report) => void} */
function checkElement(element, report) {
  const { tagName: tag, attrs } = element;
  const own = tag.startsWith('fl-');
  const allowed = elements.get(tag);
  if (!own && !allowed) report(element, `<${tag}> stands on no list`);
  for (const { name, value, prefix } of attrs) {
    const known =
      !prefix &&
      (ofAll.has(name) ||
        /^aria-[a-z]+$/.test(name) ||
        directives.has(name) ||
        allowed?.has(name) ||
        directivesOf.get(tag)?.has(name) ||
        (own && /^[a-z]+(-[a-z]+)*$/.test(name) && !/^(ng|ui|uib|data|x)-/.test(name) && !misleading.test(name)));
    if (!known) report(element, `the attribute ${prefix ? `${prefix}:` : ''}${name} of <${tag}> stands on no list`);
    if (value.includes('{{') && !mayBeFilledIn(name, own)) report(element, `${name} must not hold an expression`);
  }
  const attribute = (/** @type {string} */ name) => attrs.find((one) => one.name === name)?.value;
  if (tag === 'input' && !inputTypes.has(attribute('type') ?? '')) {
    report(element, `<input> is of no type on the list: ${attribute('type')}`);
  }
  // AngularJS validates these by itself, and takes the value out of the model where it finds fault: it would be lost.
  if (attribute('ng-model') !== undefined && ['email', 'number', 'url'].includes(attribute('type') ?? '')) {
    report(element, 'an input with a model is one that AngularJS does not validate');
  }
  if (tag === 'a' && !['_self', undefined].includes(attribute('target'))) report(element, 'a link opens no window');
  if (tag === 'a' && !/^(\/|#|$)/.test(attribute('href') ?? '')) report(element, 'a link stays on this site');
}

/** @type {(name: string, own: boolean) => boolean} */
function mayBeFilledIn(name, own) {
  return own || filledIn.has(name) || /^(ng-attr-)?aria-[a-z]+$/.test(name) || /^ng-attr-/.test(name);
}

/** @type {(text: string, where: Node, report: Report) => void} */
function checkFilters(text, where, report) {
  for (const [, filter] of text.matchAll(/(?<!\|)\|(?!\|)\s*([\w$]+)/g)) {
    if (filter && !filters.has(filter)) report(where, `the filter ${filter} stands on no list`);
  }
}

/** What pages of the server may have beside what templates may have. */
const pageElements = new Map(
  Object.entries({
    html: 'lang',
    head: '',
    body: '',
    title: '',
    meta: 'charset name content',
    link: 'rel href type vite-ignore',
    script: 'type src',
    form: 'method action novalidate autocomplete',
    input: 'required',
  }).map(([name, attributes]) => [name, new Set(words(attributes))]),
);
const pageInputTypes = new Set([...inputTypes, 'hidden']);

/**
 * What is wrong with a page that the server gives. Mustache fills some of them in; the page that AngularJS compiles is
 * filled in by nobody, since AngularJS would execute it.
 *
 * @param {string} html
 * @returns {string[]}
 */
export function pageProblems(html) {
  const compiled = /\bng-csp\b|private\//.test(html);
  return problemsOf(
    html,
    (source, options) => parse(source, options),
    (element, report) => checkPageElement(element, compiled, report),
    (text, where, report) => {
      if (compiled && text.includes('{{')) report(where, 'the page that AngularJS compiles must not be filled in');
      if (/\{\{\{|\{\{&/.test(text)) report(where, 'values are filled in as text, never as markup');
    },
  );
}

/**
 * An address is made by the server as a whole, or not at all.
 *
 * @type {(name: string, value: string) => boolean}
 */
function pageFilledIn(name, value) {
  return ['value', 'content'].includes(name) || (name === 'href' && /^\{\{\w+\}\}$/.test(value));
}

/** @type {(element: Element, compiled: boolean, report: Report) => void} */
function checkPageElement(element, compiled, report) {
  const { tagName: tag, attrs } = element;
  const own = compiled && ['fl-shell', 'fl-toasts'].includes(tag);
  const allowed = [elements, pageElements].flatMap((listed) => listed.get(tag) ?? []);
  if (!own && allowed.length === 0) report(element, `<${tag}> stands on no list`);
  for (const { name, value, prefix } of attrs) {
    const known =
      !prefix &&
      (ofAll.has(name) ||
        /^aria-[a-z]+$/.test(name) ||
        allowed.some((attributes) => attributes.has(name)) ||
        (compiled && tag === 'html' && name === 'ng-csp'));
    if (!known) report(element, `the attribute ${name} of <${tag}> stands on no list`);
    if (value.includes('{{') && !pageFilledIn(name, value)) report(element, `${name} must not be filled in`);
  }
  const attribute = (/** @type {string} */ name) => attrs.find((one) => one.name === name)?.value;
  if (tag === 'input' && !pageInputTypes.has(attribute('type') ?? '')) {
    report(element, `<input> is of no type on the list: ${attribute('type')}`);
  }
  if (tag === 'script') {
    // Modules are what Internet Explorer does not even load.
    if (attribute('type') !== 'module') report(element, 'a script is a module');
    if (!/^\.\.\/(static|private)\//.test(attribute('src') ?? '')) report(element, 'a script is a file of ours');
    if (element.childNodes.length > 0) report(element, 'a script is a file of ours');
  }
  if (tag === 'form' && !attribute('action')?.startsWith('/')) report(element, 'a form stays on this site');
}

/**
 * @param {string} html
 * @param {(html: string, options: import('parse5').ParserOptions<any>) => Node} read
 * @param {(element: Element, report: Report) => void} checkOne
 * @param {(text: string, where: Node, report: Report) => void} checkText
 * @returns {string[]}
 */
function problemsOf(html, read, checkOne, checkText = checkFilters) {
  /** @type {string[]} */
  const problems = [];
  /** @type {Report} */
  const report = (where, problem) => {
    problems.push(`${where.sourceCodeLocation?.startLine ?? 1}: ${problem}`);
  };
  const root = read(html, {
    sourceCodeLocationInfo: true,
    // What the parser corrects is not what stands there.
    onParseError: ({ startLine, code }) => void problems.push(`${startLine}: ${code}`),
  });
  /** @param {any} node */
  const visit = (node) => {
    if (node.tagName) checkOne(node, report);
    if (node.value) checkText(node.value, node, report);
    for (const { value } of node.attrs ?? []) checkText(value, node, report);
    for (const child of node.childNodes ?? []) visit(child);
  };
  visit(root);
  return problems;
}
