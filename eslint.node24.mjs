import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** ESLint rules of what runs on Node.js itself (bridge, lab, tests), not inside n8n. */
export const node24Config = tseslint.config(
	{ ignores: ['**/dist/**', '**/node_modules/**'] },
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.recommended],
		rules: { 'no-console': 'error' },
	},
);
