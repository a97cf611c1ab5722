import communityNodes from '@n8n/eslint-plugin-community-nodes';
import { defineConfig } from 'eslint/config';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import simpleImportSort from 'eslint-plugin-simple-import-sort';
import * as jsonParser from 'jsonc-eslint-parser';
import tseslint from 'typescript-eslint';

const baseRules = (name) => nodesBase.configs[name].rules;

export default defineConfig(
	{ ignores: ['**/node_modules/', 'dist/', '.clinic/', 'coverage/'] },
	{
		files: ['**/*.{ts,mjs,cjs,js}'],
		plugins: { 'simple-import-sort': simpleImportSort },
		rules: {
			// n8n's and Node's packages first, then what is further away in the tree, then what is near.
			'simple-import-sort/imports': ['error', { groups: [['^\\u0000', '^node:', '^@?\\w'], ['^\\.']] }],
			'simple-import-sort/exports': 'error',
		},
	},
	{
		files: ['test/**/*.ts', 'bench/**/*.ts', 'docs/**/*.ts'],
		extends: [tseslint.configs.strict],
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'sandbox/**/*.ts'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, varsIgnorePattern: '^_' }],
			'@typescript-eslint/no-confusing-void-expression': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		plugins: { ...communityNodes.configs.recommended.plugins, 'n8n-nodes-base': nodesBase },
		rules: { ...communityNodes.configs.recommended.rules },
		linterOptions: { noInlineConfig: true },
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...baseRules('nodes'),
			// These two want ['main'], which n8n's newer community rule refuses in favour of NodeConnectionTypes.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		},
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...baseRules('credentials'),
			// For names of pages inside n8n's own documentation; a community package links to its own (rule …-not-http-url).
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
		},
	},
	{
		files: ['package.json'],
		languageOptions: { parser: jsonParser },
		plugins: { ...communityNodes.configs.recommended.plugins, 'n8n-nodes-base': nodesBase },
		rules: { ...communityNodes.configs.recommended.rules, ...baseRules('community') },
	},
);
