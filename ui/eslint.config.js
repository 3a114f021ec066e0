import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Tiers: parts ← rooms ← shell; words and desk stand beside them. Only desk knows Tauri. */
const tauri = { group: ['@tauri-apps/*'], message: 'Only src/desk talks to the window. Use desk/call.' };
const above = (...names) => ({
  group: names.flatMap((name) => [`../${name}/*`, `../../${name}/*`, `../../../${name}/*`, `**/${name}/**`]),
  message: 'This tier may not reach up: parts ← rooms ← shell.',
});
/** From inside one room, `../name/…` is another room. */
const neighbour = { regex: '^\\.\\./[a-z]+/', message: 'Rooms reach each other through routes only.' };
const tier = (files, ...patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/desk/wire.ts'] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    rules: {
      // Dates and maps in this house are values that are replaced, never changed in place.
      'svelte/prefer-svelte-reactivity': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': 'off',
      // Routes are fragments of one page; there is no SvelteKit router to resolve them.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  tier(['src/words/**'], tauri, above('desk', 'parts', 'rooms', 'shell')),
  tier(['src/parts/**'], tauri, above('desk', 'rooms', 'shell')),
  tier(['src/rooms/*'], tauri, above('shell')),
  tier(['src/rooms/*/**'], tauri, above('shell'), neighbour),
  tier(['src/shell/**', 'src/main.ts', 'dev/**'], tauri),
  tier(['src/desk/**'], above('parts', 'rooms', 'shell')),
  // A room is tested as people meet it: inside the whole window.
  { files: ['src/rooms/**/*.test.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['dev/**', '*.config.*'], languageOptions: { globals: { ...globals.node } } },
);
