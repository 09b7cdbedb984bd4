import { join } from 'node:path';
import ts from 'typescript';
import { ASSETS, SCRIPTS } from '../../src/page/assets';
import { livePage } from '../../src/page/content/livePage';

// The compiler takes its time on a loaded machine.
jest.setTimeout(120_000);

const FOLDER = '/page';
const OPTIONS: ts.CompilerOptions = {
	allowJs: true,
	checkJs: true,
	strict: true,
	noEmit: true,
	noUnusedLocals: true,
	noUnusedParameters: true,
	target: ts.ScriptTarget.ES2023,
	module: ts.ModuleKind.ESNext,
	moduleResolution: ts.ModuleResolutionKind.Bundler,
	lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
	skipLibCheck: true,
	types: [],
};

/** TypeScript's own files, parsed once. */
const libraries = new Map<string, ts.SourceFile>();

/** What TypeScript has to say about the scripts of the page, which live in a folder of their own that is on no disk. */
function complaints(scripts: Record<string, string>): string[] {
	const host = ts.createCompilerHost(OPTIONS);
	const files = new Map(Object.entries(scripts).map(([name, text]) => [join(FOLDER, name), text]));
	const { directoryExists, fileExists, readFile } = host;
	host.directoryExists = (name) => name === FOLDER || directoryExists?.(name) === true;
	host.fileExists = (name) => files.has(name) || fileExists(name);
	host.readFile = (name) => files.get(name) ?? readFile(name);
	host.getSourceFile = (name, version) => {
		const known = libraries.get(name);
		if (known) return known;
		const text = host.readFile(name);
		if (text === undefined) return undefined;
		const file = ts.createSourceFile(name, text, version);
		if (!files.has(name)) libraries.set(name, file);
		return file;
	};
	const program = ts.createProgram([...files.keys()], OPTIONS, host);
	return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
		const place =
			file && start !== undefined ? file.getLineAndCharacterOfPosition(start) : undefined;
		const sentence = ts.flattenDiagnosticMessageText(messageText, ' ');
		return `${file?.fileName ?? ''}:${(place?.line ?? 0) + 1} ${sentence}`;
	});
}

describe('the scripts of the page', () => {
	it('are sound to the compiler', () => {
		expect(complaints(SCRIPTS)).toEqual([]);
	});

	it('would not be, had they a mistake', () => {
		const mistaken = { ...SCRIPTS, 'main.js': `${SCRIPTS['main.js']}\npanel.shwo(null, 0);` };
		expect(complaints(mistaken)).toHaveLength(1);
	});

	it('make no HTML out of text, and run no text', () => {
		for (const text of Object.values(SCRIPTS)) {
			expect(text).not.toMatch(
				/innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(/,
			);
		}
	});

	it('and everything else load nothing from elsewhere', () => {
		for (const { text } of ASSETS.values()) {
			expect(text.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
				/https?:\/\/|@import|url\(/,
			);
		}
	});

	it('find every part of the page that they ask for', () => {
		const html = livePage('', '1.0.0');
		const wanted = Object.values(SCRIPTS).flatMap((text) => [
			...text.matchAll(/element\('([a-z-]+)'/g),
		]);
		expect(wanted.length).toBeGreaterThan(8);
		for (const [, id] of wanted) expect(html).toContain(`id="${id}"`);
		const fields = Object.values(SCRIPTS).flatMap((text) => [
			...text.matchAll(/setField\([\w.]+, '(\w+)'/g),
		]);
		expect(fields.length).toBeGreaterThan(15);
		for (const [, name] of fields) expect(html).toContain(`data-field="${name}"`);
	});
});
