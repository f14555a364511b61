import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import import_x, { createNodeResolver } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import svelte_parser from 'svelte-eslint-parser';
import typescript from 'typescript-eslint';
import { no_literal_text } from './lint/no_literal_text.js';
import svelte_config from './svelte.config.js';

const source = (name) => fileURLToPath(new URL(`./src/${name}`, import.meta.url));
const features = readdirSync(new URL('./src/features', import.meta.url));

// A feature sees `ui` and `platform`, never another feature or the shell; `ui` and `platform`
// see nothing above them. Generated from the folders, so a new feature is fenced from birth.
const zones = [
  ...features.map((name) => ({
    target: `./src/features/${name}`,
    from: ['./src/features', './src/app'],
    except: [`./${name}`],
  })),
  { target: './src/ui', from: ['./src/features', './src/app'] },
  { target: './src/platform', from: ['./src/features', './src/app', './src/ui'] },
].flatMap(({ target, from, except }) =>
  from.map((folder) => ({
    target,
    from: folder,
    except: folder.endsWith('features') ? except : undefined,
  })),
);

const resolver = {
  'import-x/parsers': {
    '@typescript-eslint/parser': ['.ts'],
    'svelte-eslint-parser': ['.svelte'],
  },
  'import-x/ignore': ['node_modules'],
  'import-x/resolver-next': [
    createNodeResolver({
      extensions: ['.ts', '.js', '.svelte', '.svelte.ts', '.json'],
      alias: Object.fromEntries(
        ['app', 'features', 'platform', 'ui'].map((name) => [`@${name}`, [source(name)]]),
      ),
    }),
  ],
};

export default typescript.config(
  { ignores: ['dist/', 'src/platform/api/schema.d.ts', 'src/platform/i18n/keys.generated.ts'] },
  ...typescript.configs.recommended,
  ...svelte.configs.recommended,
  {
    files: ['**/*.{ts,js,mjs,svelte}'],
    // The parser option is for the scripts of Svelte files met while following imports.
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: { parser: typescript.parser },
    },
    plugins: { 'import-x': import_x, olive: { rules: { no_literal_text } } },
    settings: resolver,
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      // Screens are loaded lazily by the routes they link to; only static cycles are cycles.
      'import-x/no-cycle': [
        'error',
        { allowUnsafeDynamicCyclicDependency: true, ignoreExternal: true },
      ],
      'import-x/no-restricted-paths': ['error', { zones }],
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'function', format: ['snake_case', 'PascalCase'] },
        { selector: 'typeLike', format: ['PascalCase'] },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,svelte}'],
    ignores: ['**/*.test.ts'],
    rules: { 'olive/no_literal_text': 'error' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parser: svelte_parser,
      parserOptions: { parser: typescript.parser, svelteConfig: svelte_config },
    },
    rules: {
      // Own router: plain addresses are the rule here.
      'svelte/no-navigation-without-resolve': 'off',
      // `Props` of a component with generics, `_` of an #each over a count.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
    },
  },
);
