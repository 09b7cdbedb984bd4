import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as publicationInputs from '../../nodes/InboundCallTrigger/publication/inputs';
import { packageCredentials, packageNodes, repositoryRoot } from '../engine/support/packageSource';
import { allParameters, choices, textsOf } from './describedParameters';

/** Words of programmers and of this package's inside, which the panel does not use. */
const JARGON =
	/\b(XML|JSON|web ?hooks?|payloads?|endpoints?|booleans?|undefined|null|regex|enum|parse[ds]?|callbacks?|HTTP|PCM|DTMF|E\.164|join ?urls?|server ?web ?sockets?|websockets?|sealed|tokens?|rungs?|sidecars?|static data|medium|TODO|FIXME)\b/i;
/** What the vendor's own console and documents call it, by node: who uses its API meets these words there too. */
const VENDOR_WORDS: Record<string, RegExp> = {
	PlivoVoice: /\b(XML|DTMF|WebSocket|Callback)s?\b/gi,
	Ultravox:
		/\b(JSON|WebSocket|Token|Medium|Callback|Join URL|HTTP|Webhook|DTMF|PCM|Endpoint|E\.164|Error)s?\b/gi,
};
/** n8n's style guide asks to say what happened instead. */
const ALARM = /\b(errors?|problems?|failures?|mistakes?)\b/i;
const BRITISH =
	/\b\w*(colour|behaviour|centre|dialled|dialling|cancelled|recognis|normalis|organis|favour)\w*\b/i;
/** `answer_url`, `callUuid`: names of fields, not of things. */
const FIELD_NAME = /\b[a-z]+(?:_[a-z]+)+\b|\b[a-z]{2,}[A-Z]\w*\b/;

/** Without what is meant literally: template variables, expressions, links, examples. */
const prose = (text: string) =>
	text
		.replace(/\{\{.*?\}\}/g, '#')
		.replace(/<a [^>]*>|<\/a>|<br \/>/g, '')
		.replace(/^e\.g\. .*$/, '');

const nodes = packageNodes();
const credentials = packageCredentials();

describe.each(nodes)('the texts of $className', ({ className, instance }) => {
	const texts = textsOf(instance);

	const words = VENDOR_WORDS[className] ?? /(?!)/g;

	test.each([
		['word that users of a phone do not know', JARGON],
		['alarming word', ALARM],
		['British spelling', BRITISH],
		['name of a field', FIELD_NAME],
		['double blank', / {2}/],
	])('have no %s', (_what, pattern) => {
		const found = texts.flatMap(({ where, text }) => {
			const match = pattern.exec(prose(text).replace(words, '#'));
			return match ? [`${where}: ${match[0]}`] : [];
		});
		expect(found).toEqual([]);
	});

	test('a switch says whether what', () => {
		for (const { path, parameter } of allParameters(instance)) {
			if (parameter.type !== 'boolean') continue;
			expect(`${path}: ${parameter.description ?? ''}`).toMatch(/: Whether /);
		}
	});

	test('an example in an input begins with e.g.', () => {
		for (const { path, parameter } of allParameters(instance)) {
			if (parameter.type !== 'string' || !parameter.placeholder) continue;
			expect(`${path}: ${parameter.placeholder}`).toMatch(/: e\.g\. /);
		}
	});
});

/** All labels that a user can see, in the spelling in which a message has to name them. */
function labels(): Set<string> {
	const all = new Set<string>();
	for (const { instance } of nodes) {
		const { description } = instance;
		all.add(description.displayName);
		for (const name of description.outputNames ?? []) all.add(name);
		for (const { displayName } of description.credentials ?? []) {
			if (displayName !== undefined) all.add(displayName);
		}
		for (const { parameter } of allParameters(instance)) {
			all.add(parameter.displayName);
			for (const { name } of choices(parameter)) all.add(name);
			for (const { displayName } of parameter.modes ?? []) all.add(displayName);
		}
	}
	for (const { instance } of credentials) {
		for (const { displayName } of instance.properties) all.add(displayName);
	}
	return all;
}

/** The texts in a source file: string and template literals, holes of templates left out. */
function literalsOf(file: string): string[] {
	const found: string[] = [];
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023);
	const visit = (node: ts.Node): void => {
		if (ts.isStringLiteralLike(node)) found.push(node.text);
		if (ts.isTemplateExpression(node)) {
			found.push(
				[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('\0'),
			);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

/** 'Audio Path' in a text; 'Answer With: Workflow' names an input and its value. */
const labelsNamedIn = (text: string) =>
	[...text.matchAll(/(?<!\w)'([A-Z][^'\0]*)'(?!\w)/g)].flatMap(([, label = '']) =>
		label.split(': '),
	);

describe('labels that texts and messages name', () => {
	const folder = join(repositoryRoot(), 'nodes');
	const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
		file.endsWith('.ts'),
	);

	test('each is one that the user can see', () => {
		const known = labels();
		const unknown = sources.flatMap((file) =>
			literalsOf(join(folder, file))
				.flatMap(labelsNamedIn)
				.filter((label) => !known.has(label))
				.map((label) => `${file}: '${label}'`),
		);
		expect(unknown).toEqual([]);
	});

	test('so are the inputs that a refused publication names', () => {
		const known = labels();
		const unknown = Object.values(publicationInputs).filter((label) => !known.has(label));
		expect(unknown).toEqual([]);
	});

	test('the reading of the sources finds what there is to find', () => {
		const found = sources.flatMap((file) => literalsOf(join(folder, file)).flatMap(labelsNamedIn));
		expect(found).toEqual(expect.arrayContaining(['Audio Path', 'Answer With', 'Public URL']));
	});
});
