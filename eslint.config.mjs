import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What the house bans by name: each ban says why. */
const bannedImports = {
  paths: [
    {
      name: 'googleapis',
      message: 'Import googleapis/build/src/apis/calendar: the root costs a second and 110 MB.',
    },
    {
      name: '@nestjs/common',
      importNames: ['forwardRef'],
      message: 'Imports flow one way: move the shared part left.',
    },
  ],
  patterns: [
    { regex: '/index$|^\\.{1,2}/?$', message: 'No barrels: import the file that defines the name.' },
  ],
};

export default tseslint.config(
  { ignores: ['dist', 'coverage', '.sandbox', '.cache', '**/*.js'] },
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    rules: {
      'no-restricted-imports': ['error', bannedImports],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Named exports only: a thing has one name everywhere.',
        },
        { selector: 'ExportAllDeclaration', message: 'No barrels: import the file that defines the name.' },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
    },
  },
  { files: ['sandbox/**', 'bench/**'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**', '**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
  {
    files: ['eslint.config.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
