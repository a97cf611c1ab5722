import communityNodes from '@n8n/eslint-plugin-community-nodes';
import { defineConfig } from 'eslint/config';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import simpleImportSort from 'eslint-plugin-simple-import-sort';
import * as jsonParser from 'jsonc-eslint-parser';
import tseslint from 'typescript-eslint';

const baseRules = (name) => nodesBase.configs[name].rules;

/** The folders of the node, from the top down, and what each may import. The node classes above them may import all. */
const MAY_IMPORT = {
	resources: ['methods', 'descriptor', 'request', 'errors', 'model'],
	execution: ['descriptor', 'request', 'errors', 'model'],
	triggers: ['descriptor', 'request', 'errors', 'model'],
	methods: ['descriptor', 'request', 'errors', 'model'],
	descriptor: ['request', 'errors', 'model'],
	request: ['errors', 'model'],
	errors: ['model'],
	model: [],
};

/** A folder imports nothing from beside or above it: arrows run downward only. */
const boundaries = Object.entries(MAY_IMPORT).map(([folder, below]) => {
	const closed = Object.keys(MAY_IMPORT).filter((other) => other !== folder && !below.includes(other));
	const message = `${folder}/ imports only ${below.length > 0 ? below.map((one) => `${one}/`).join(', ') : 'its own files'}`;
	const patterns = [
		{ regex: `^\\.{1,2}/(.*/)?(${closed.join('|')})(/|$)`, message },
		{ regex: '\\.node$', message: 'A node class is imported by n8n only' },
	];
	return { files: [`nodes/VSeeClinic/${folder}/**/*.ts`], rules: { 'no-restricted-imports': ['error', { patterns }] } };
});

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
		files: ['{test,bench,scripts,start}/**/*.{ts,mjs}'],
		extends: [tseslint.configs.strict],
		rules: { '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }] },
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
		files: ['{nodes,credentials}/**/*.ts', '{start,scripts}/**/*.mjs'],
		rules: { complexity: ['error', 12] },
	},
	...boundaries,
	{
		files: ['package.json'],
		languageOptions: { parser: jsonParser },
		plugins: { ...communityNodes.configs.recommended.plugins, 'n8n-nodes-base': nodesBase },
		rules: { ...communityNodes.configs.recommended.rules, ...baseRules('community') },
	},
);
