// @ts-check
// The allow-lists for templates: elements, attributes, directives and filters. AngularJS gets no fixes any more. This
// prevents its known vulnerabilities, and unknown ones in features that are not used.
import { parse, parseFragment } from 'parse5';

/** @typedef {import('parse5').DefaultTreeAdapterTypes.Element} Element */
/** @typedef {import('parse5').DefaultTreeAdapterTypes.Node} Node */
/** @typedef {(where: Node, problem: string) => void} Report */

const split = (/** @type {string} */ text) => text.trim().split(/\s+/);

/** The allowed elements, each with its own attributes. */
const elements = new Map(
  Object.entries({
    ...Object.fromEntries(
      split(`b br code dd div dl dt em footer fieldset h1 h2 h3 header hr kbd legend li main nav noscript ol p pre s
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
  }).map(([name, attributes]) => [name, new Set(split(attributes))]),
);

const globalAttributes = new Set(split('class id role tabindex title lang dir hidden inert data-row'));

/** The allowed directives. `ng-attr-…` is listed with its full name, since it can set any attribute. */
const directives = new Set(
  split(`ng-if ng-repeat ng-show ng-class ng-click ng-submit ng-change ng-blur ng-paste ng-focus ng-mouseenter ng-mouseleave
    ng-model ng-model-options ng-trim ng-options ng-readonly ng-disabled ng-transclude
    ng-attr-aria-current ng-attr-aria-disabled ng-attr-aria-hidden ng-attr-aria-invalid ng-attr-aria-label
    ng-attr-autofocus ng-attr-inputmode ng-attr-aria-required
    ui-view ui-sref ui-state ui-state-params
    uib-modal-transclude uib-pagination total-items items-per-page max-size boundary-link-numbers`),
);
const directivesOf = new Map(Object.entries({ a: new Set(['ng-href']), img: new Set(['ng-src']) }));

/** The attributes that may contain expressions. None of them is a URL of a resource, a type, a style or code. */
const mayContainExpression = new Set(
  split('id for class title value name placeholder role datetime data-row ng-href ng-src'),
);

/** The allowed types of `<input>`. */
const inputTypes = new Set(split('text email password search date checkbox radio'));

/** The allowed filters in expressions. */
const filters = new Set(split('number lowercase'));

/** Forbidden names of attributes of our own elements. */
const forbiddenNames = /^(on[a-z]+|style|src|srcset|srcdoc|href|action|formaction|data)$/;

/**
 * The problems of a template of the single-page application.
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
  if (!own && !allowed) report(element, `<${tag}> is not allowed`);
  for (const { name, value, prefix } of attrs) {
    const known =
      !prefix &&
      (globalAttributes.has(name) ||
        /^aria-[a-z]+$/.test(name) ||
        directives.has(name) ||
        allowed?.has(name) ||
        directivesOf.get(tag)?.has(name) ||
        (own && /^[a-z]+(-[a-z]+)*$/.test(name) && !/^(ng|ui|uib|data|x)-/.test(name) && !forbiddenNames.test(name)));
    if (!known) report(element, `the attribute ${prefix ? `${prefix}:` : ''}${name} of <${tag}> is not allowed`);
    if (value.includes('{{') && !expressionAllowed(name, own))
      report(element, `${name} must not contain an expression`);
  }
  const attribute = (/** @type {string} */ name) => attrs.find((one) => one.name === name)?.value;
  if (tag === 'input' && !inputTypes.has(attribute('type') ?? '')) {
    report(element, `<input> has a type that is not allowed: ${attribute('type')}`);
  }
  // AngularJS validates these types, and removes invalid input from the model: it would be lost.
  if (attribute('ng-model') !== undefined && ['email', 'number', 'url'].includes(attribute('type') ?? '')) {
    report(element, 'an input with ng-model has a type that AngularJS validates');
  }
  if (tag === 'a' && !['_self', undefined].includes(attribute('target')))
    report(element, 'a link must not open a window');
  if (tag === 'a' && !/^(\/|#|$)/.test(attribute('href') ?? '')) report(element, 'a link must stay on this site');
}

/** @type {(name: string, own: boolean) => boolean} */
function expressionAllowed(name, own) {
  return own || mayContainExpression.has(name) || /^(ng-attr-)?aria-[a-z]+$/.test(name) || /^ng-attr-/.test(name);
}

/** @type {(text: string, where: Node, report: Report) => void} */
function checkFilters(text, where, report) {
  for (const [, filter] of text.matchAll(/(?<!\|)\|(?!\|)\s*([\w$]+)/g)) {
    if (filter && !filters.has(filter)) report(where, `the filter ${filter} is not allowed`);
  }
}

/** What pages of the server may contain in addition. */
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
  }).map(([name, attributes]) => [name, new Set(split(attributes))]),
);
const pageInputTypes = new Set([...inputTypes, 'hidden']);

/**
 * The problems of a page that the server renders with Mustache. The page that AngularJS compiles must not contain
 * values, since AngularJS would execute them.
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
      if (compiled && text.includes('{{')) report(where, 'the page that AngularJS compiles must not contain values');
      if (/\{\{\{|\{\{&/.test(text)) report(where, 'values must be escaped');
    },
  );
}

/**
 * Whether an attribute may contain a value. A URL is a value as a whole.
 *
 * @type {(name: string, value: string) => boolean}
 */
function valueAllowed(name, value) {
  return ['value', 'content'].includes(name) || (name === 'href' && /^\{\{\w+\}\}$/.test(value));
}

/** @type {(element: Element, compiled: boolean, report: Report) => void} */
function checkPageElement(element, compiled, report) {
  const { tagName: tag, attrs } = element;
  const own = compiled && ['fl-shell', 'fl-toasts'].includes(tag);
  const allowed = [elements, pageElements].flatMap((listed) => listed.get(tag) ?? []);
  if (!own && allowed.length === 0) report(element, `<${tag}> is not allowed`);
  for (const { name, value, prefix } of attrs) {
    const known =
      !prefix &&
      (globalAttributes.has(name) ||
        /^aria-[a-z]+$/.test(name) ||
        allowed.some((attributes) => attributes.has(name)) ||
        (compiled && tag === 'html' && name === 'ng-csp'));
    if (!known) report(element, `the attribute ${name} of <${tag}> is not allowed`);
    if (value.includes('{{') && !valueAllowed(name, value)) report(element, `${name} must not contain a value`);
  }
  const attribute = (/** @type {string} */ name) => attrs.find((one) => one.name === name)?.value;
  if (tag === 'input' && !pageInputTypes.has(attribute('type') ?? '')) {
    report(element, `<input> has a type that is not allowed: ${attribute('type')}`);
  }
  if (tag === 'script') {
    // Internet Explorer does not load modules.
    if (attribute('type') !== 'module') report(element, 'a script must be a module');
    if (!/^\.\.\/(static|private)\//.test(attribute('src') ?? ''))
      report(element, 'a script must be a file of static/ or private/');
    if (element.childNodes.length > 0) report(element, 'a script must be a file of static/ or private/');
  }
  if (tag === 'form' && !attribute('action')?.startsWith('/')) report(element, 'a form must stay on this site');
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
    // The parser corrects errors; they are problems nevertheless.
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
