import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { manifest, packageCredentials, packageNodes } from '../engine/support/packageSource';
import {
	allParameters,
	choices,
	combinations,
	conditionsOf,
	decidingIn,
	levelsOf,
	possibleValues,
	rootOf,
} from './describedParameters';
import committed from './parameterNames.json';

const credentialNames = packageCredentials().map(({ instance }) => instance.name);

/**
 * What a saved workflow holds of a parameter, or relies on: name, type, default (n8n stores only what differs from it)
 * and the values of a list.
 */
function fixedFacts(path: string, parameter: INodeProperties): string {
	const values = choices(parameter).map(({ value }) => String(value));
	const list = values.length > 0 ? ` (${values.join(' | ')})` : '';
	return `${path}: ${parameter.type} = ${JSON.stringify(parameter.default)}${list}`;
}

describe.each(packageNodes())('the description of $className', ({ className, path, instance }) => {
	const { description, methods } = instance;
	const levels = levelsOf(description.properties);
	const parameters = allParameters(instance);

	test('its icons exist, one for light and one for dark', () => {
		const icon = description.icon as { light: string; dark: string };
		expect(icon.light).not.toBe(icon.dark);
		for (const file of [icon.light, icon.dark]) {
			expect(file).toMatch(/^file:.+\.svg$/);
			expect(existsSync(join(dirname(path), file.replace('file:', '')))).toBe(true);
		}
	});

	test('its codex names it', () => {
		const codex = JSON.parse(readFileSync(path.replace(/\.ts$/, '.json'), 'utf8')) as {
			node: string;
		};
		expect(codex.node).toBe(`${manifest().name}.${description.name}`);
		expect(className.toLowerCase()).toBe(description.name.toLowerCase());
	});

	test('its credentials are ones of this package', () => {
		for (const { name } of description.credentials ?? []) expect(credentialNames).toContain(name);
	});

	test('no list offers a value or a name twice', () => {
		for (const { path: where, parameter } of parameters) {
			for (const key of ['value', 'name'] as const) {
				const given = choices(parameter).map((option) => option[key]);
				expect({ where, given }).toEqual({ where, given: [...new Set(given)] });
			}
		}
	});

	test('every operation has an action and a description', () => {
		for (const { parameter } of parameters.filter((one) => one.parameter.name === 'operation')) {
			for (const option of choices(parameter)) {
				expect(option).toEqual(
					expect.objectContaining({
						action: expect.stringMatching(/^[A-Z]/) as string,
						description: expect.stringMatching(/^[A-Z]/) as string,
					}),
				);
			}
		}
	});

	test('every list method it names exists, and none exists for nothing', () => {
		const searches = new Set(
			parameters.flatMap(({ parameter }) =>
				(parameter.modes ?? []).flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
			),
		);
		const loads = new Set(
			parameters.flatMap(({ parameter }) => parameter.typeOptions?.loadOptionsMethod ?? []),
		);
		expect(Object.keys(methods?.listSearch ?? {}).sort()).toEqual([...searches].sort());
		expect(Object.keys(methods?.loadOptions ?? {}).sort()).toEqual([...loads].sort());
	});

	test('a choice from a list comes first, then by ID', () => {
		for (const { path: where, parameter } of parameters) {
			if (parameter.type !== 'resourceLocator') continue;
			const modes = (parameter.modes ?? []).map(({ name }) => name);
			expect({ where, modes: modes.slice(0, 2) }).toEqual({ where, modes: ['list', 'id'] });
			const { mode, value } = parameter.default as { mode: string; value: string };
			const isFromItem = mode === 'id' && value.startsWith('={{ $json.');
			expect({ where, isEmpty: mode === 'list' && value === '', isFromItem }).toEqual({
				where,
				isEmpty: !isFromItem,
				isFromItem,
			});
		}
	});

	test('a default is among the choices', () => {
		for (const { path: where, parameter } of parameters) {
			const values = choices(parameter).map(({ value }) => value);
			if (values.length === 0 || parameter.typeOptions?.loadOptionsMethod) continue;
			const defaults = [parameter.default].flat();
			expect({ where, strange: defaults.filter((one) => !values.includes(one as string)) }).toEqual(
				{
					where,
					strange: [],
				},
			);
		}
	});

	test('what decides whether a parameter is shown exists beside it, with the values asked for', () => {
		for (const level of levels) {
			for (const parameter of level.parameters) {
				for (const [name, values] of conditionsOf(parameter)) {
					const deciding = decidingIn(level, name);
					const possible = deciding.flatMap(possibleValues);
					const where = `${level.path}.${parameter.name} by ${name}`;
					expect({ where, unknown: values.filter((value) => !possible.includes(value)) }).toEqual({
						where,
						unknown: [],
					});
					// An expression is no value that the panel can compare.
					expect(
						deciding.every(({ noDataExpression, type }) => noDataExpression || type === 'boolean'),
					).toBe(true);
				}
			}
		}
	});

	test('every parameter is shown in some setting, and no two of one name together', () => {
		const node = { typeVersion: 1 };
		for (const level of levels) {
			const seen = new Set<INodeProperties>();
			for (const values of combinations(level)) {
				const shown = level.parameters.filter((parameter) =>
					NodeHelpers.displayParameter(
						values as Parameters<typeof NodeHelpers.displayParameter>[0],
						parameter,
						node,
						description,
						rootOf(values) as Parameters<typeof NodeHelpers.displayParameter>[4],
					),
				);
				const names = shown.map(({ name }) => name);
				expect({ level: level.path, values, names }).toEqual({
					level: level.path,
					values,
					names: [...new Set(names)],
				});
				for (const parameter of shown) seen.add(parameter);
			}
			expect(level.parameters.filter((parameter) => !seen.has(parameter))).toEqual([]);
		}
	});

	test('numbers have a least value, and their default is within bounds', () => {
		for (const { path: where, parameter } of parameters) {
			if (parameter.type !== 'number') continue;
			const { minValue = NaN, maxValue = Infinity } = parameter.typeOptions ?? {};
			const value = Number(parameter.default);
			expect({ where, isWithin: value >= minValue && value <= maxValue }).toEqual({
				where,
				isWithin: true,
			});
		}
	});

	/**
	 * Saved workflows hold these names and values: taking one away or changing a default changes what they do. A new
	 * parameter is added to parameterNames.json (UPDATE_PARAMETER_NAMES=1 writes it: read the difference before it is
	 * committed); anything else needs a new version of the node.
	 */
	test('the names, types, defaults and values that saved workflows rely on are the committed ones', () => {
		const facts = parameters
			.filter(({ parameter }) => parameter.type !== 'notice')
			.map((one) => fixedFacts(one.path, one.parameter))
			.sort();
		const all = committed as Record<string, string[]>;
		if (process.env.UPDATE_PARAMETER_NAMES) {
			all[description.name] = facts;
			writeFileSync(join(__dirname, 'parameterNames.json'), `${JSON.stringify(all, null, '\t')}\n`);
		}
		expect(facts).toEqual(all[description.name]);
	});
});

test('parameterNames.json lists the nodes of package.json and no others', () => {
	const names = packageNodes().map(({ instance }) => instance.description.name);
	expect(Object.keys(committed).sort()).toEqual(names.sort());
});

/** What is no credential of n8n's but the user's own, made or given to others here: password inputs. */
const OWN_SECRETS =
	/^(?:plivoVoice (?:sipCredential|originationUri|trunk)|ultravox (?:agent|call|batch|twilioConfiguration|telnyxConfiguration|webhook|sip|sipRegistration|account|tool|voice))\.\w+ /;

test('U0.2 no node asks for a key or a token: they come from the credentials', () => {
	const secret = /auth.?token|api.?key|password|secret/i;
	for (const { instance } of packageNodes()) {
		for (const { path, parameter } of allParameters(instance)) {
			const where = `${instance.description.name} ${path}`;
			if (!secret.test(parameter.name) || parameter.type !== 'string') continue;
			expect({ where, isAllowed: OWN_SECRETS.test(where) }).toEqual({ where, isAllowed: true });
			expect({ where, isHidden: parameter.typeOptions?.password }).toEqual({
				where,
				isHidden: true,
			});
		}
	}
});
