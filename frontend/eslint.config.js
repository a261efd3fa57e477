// Keeps AngularJS's known weaknesses out, and whatever else would make elements or programmes of text. Each rule has a
// violation in build/lint.spec.ts. The templates have a lint of their own: build/template-rules.mjs.
import * as typeScriptParser from './build/type-script-parser.mjs';

const names = (names) => `:matches(Identifier[name=/^(${names})$/], Literal[value=/^(${names})$/])`;

export default [
  { ignores: ['target/', 'node_modules/'] },
  {
    files: ['private/**/*.ts', 'static/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.fixture.ts'],
    languageOptions: {
      parser: typeScriptParser,
      globals: { window: 'readonly', document: 'readonly', setTimeout: 'readonly', setInterval: 'readonly' },
    },
    linterOptions: { noInlineConfig: true },
    rules: {
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['angular-resource', 'angular-resource/*'],
              message: 'ngResource is not shipped (CVE-2023-26117).',
            },
            {
              group: ['angular-sanitize', 'angular-sanitize/*', '*linkify*', '*linky*'],
              message: 'ngSanitize and linky are not shipped (CVE-2025-2336, CVE-2025-4690).',
            },
            {
              group: ['angular-i18n', 'angular-i18n/*', '*dynamic-locale*'],
              message: 'The locale is fixed (CVE-2022-25844).',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "MemberExpression[property.name='copy']:matches([object.name='angular'], [object.expression.name='angular'])",
          message: 'angular.copy takes regular expressions apart (CVE-2023-26116). Use structuredClone or a spread.',
        },
        {
          selector: "ImportDeclaration[source.value='angular'] > ImportSpecifier[imported.name='copy']",
          message: 'angular.copy takes regular expressions apart (CVE-2023-26116).',
        },
        {
          selector: "VariableDeclarator[init.name='angular'] > ObjectPattern",
          message: 'Say angular.… so that it is seen which part of it is used.',
        },
        {
          selector: names('ngResource|\\$resource'),
          message: 'ngResource is not shipped (CVE-2023-26117).',
        },
        {
          selector: names('ngSanitize|\\$sanitize|\\$sanitizeProvider|linky|linkyFilter'),
          message: 'ngSanitize and linky are not shipped (CVE-2025-2336, CVE-2025-4690).',
        },
        {
          selector: names('\\$locale|\\$localeProvider|tmhDynamicLocale|tmhDynamicLocaleProvider'),
          message: 'The locale is fixed (CVE-2022-25844).',
        },
        {
          selector: names('\\$sceDelegate|\\$sceDelegateProvider|\\$sceProvider'),
          message: 'Templates are imported; there is no list of trusted addresses to configure (CVE-2026-11998).',
        },
        {
          selector: 'MemberExpression[property.name=/^(aHref|imgSrc)Sanitization(TrustedUrlList|Whitelist)$/]',
          message: 'Which addresses are safe is as AngularJS has it.',
        },
        {
          selector: `:matches(MemberExpression[property.name=/^trustAs/], ${names('\\$sce')})`,
          message: 'Nothing is trusted blindly. Text is shown as text.',
        },
        {
          selector: names('\\$compile|\\$interpolate|\\$parse'),
          message: 'AngularJS executes what it compiles. What it compiles are the templates alone.',
        },
        {
          selector:
            'CallExpression[callee.property.name=/^\\$(eval|evalAsync|apply|applyAsync|watch|watchCollection)$/][arguments.0.type=/Literal$/]',
          message: 'Give a function, not a text.',
        },
        {
          selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
          message: 'Markup stands in templates.',
        },
        {
          selector:
            'MemberExpression[property.name=/^(insertAdjacentHTML|createContextualFragment|parseFromString|setHTMLUnsafe)$/]',
          message: 'Markup stands in templates.',
        },
        {
          selector: "MemberExpression[object.name='document'][property.name=/^write(ln)?$/]",
          message: 'Markup stands in templates.',
        },
        {
          selector: "CallExpression[callee.property.name='html'][arguments.length>0]",
          message: 'Markup stands in templates.',
        },
        {
          selector:
            "CallExpression[callee.object.name='angular'][callee.property.name='element'][arguments.0.type=/Literal$/]",
          message: 'Markup stands in templates.',
        },
        {
          selector: "Property[key.name='templateUrl']:not([value.type='Literal'])",
          message: 'The address of a template is a literal (CVE-2026-11998).',
        },
        {
          selector: "Property[key.name='template']:not([value.type='Identifier'])",
          message: 'A template is imported from a file, where it is looked at too.',
        },
        {
          selector: "ImportExpression:not([source.type='Literal'])",
          message: 'What is imported is a literal.',
        },
      ],
    },
  },
];
