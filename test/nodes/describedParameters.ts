import type {
	IDataObject,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';

/** Parameters that stand beside each other in the panel: their display options see each other. */
export interface Level {
	/** Where it is: '' for the panel itself, `ladder.steps` inside a fixed collection. */
	path: string;
	parameters: INodeProperties[];
	/** Those of the panel itself, which n8n calls `/name` from anywhere. */
	outermost: INodeProperties[];
}

const isChoice = (option: object): option is INodePropertyOptions =>
	'value' in option && !('type' in option);
const isGroup = (option: object): option is INodePropertyCollection => 'values' in option;

/** What can be chosen: of lists with fixed options. */
export function choices(parameter: INodeProperties): INodePropertyOptions[] {
	if (parameter.type !== 'options' && parameter.type !== 'multiOptions') return [];
	return (parameter.options ?? []).filter(isChoice);
}

/** All levels of a list of parameters, the outermost first. */
export function levelsOf(
	parameters: INodeProperties[],
	path = '',
	outermost = parameters,
): Level[] {
	const inside = parameters.flatMap((parameter) => {
		const here = path === '' ? parameter.name : `${path}.${parameter.name}`;
		if (parameter.type === 'collection') {
			return levelsOf((parameter.options ?? []) as INodeProperties[], here, outermost);
		}
		if (parameter.type !== 'fixedCollection') return [];
		return (parameter.options ?? [])
			.filter(isGroup)
			.flatMap((group) => levelsOf(group.values, `${here}.${group.name}`, outermost));
	});
	return [{ path, parameters, outermost }, ...inside];
}

/** The one operation a parameter belongs to, as `trunk.create `; '' for a node without operations, or for all of them. */
function operationOf({ displayOptions }: INodeProperties): string {
	const { resource = [], operation = [] } = displayOptions?.show ?? {};
	return resource.length === 1 && operation.length === 1
		? `${String(resource[0])}.${String(operation[0])} `
		: '';
}

/** Every parameter of a node with its path; of an operation's, with the operation in front. */
export function allParameters(
	node: INodeType,
): Array<{ path: string; parameter: INodeProperties }> {
	return node.description.properties.flatMap((top) =>
		levelsOf([top]).flatMap(({ path, parameters }) =>
			parameters.map((parameter) => ({
				path: operationOf(top) + (path === '' ? parameter.name : `${path}.${parameter.name}`),
				parameter,
			})),
		),
	);
}

/** Names of the parameters that decide whether others are shown, with the values asked for. */
export function conditionsOf(parameter: INodeProperties): Array<[name: string, values: unknown[]]> {
	const { show = {}, hide = {} } = parameter.displayOptions ?? {};
	return [...Object.entries(show), ...Object.entries(hide)].map(([name, values]) => [
		name,
		values as unknown[],
	]);
}

/** The values a parameter that decides about others can have. */
export function possibleValues(parameter: INodeProperties): unknown[] {
	return parameter.type === 'boolean'
		? [true, false]
		: choices(parameter).map(({ value }) => value);
}

/** The parameters of a name that decides about others of a level: beside them, or with a slash in the panel itself. */
export const decidingIn = (
	{ parameters, outermost }: Pick<Level, 'parameters' | 'outermost'>,
	name: string,
): INodeProperties[] =>
	name.startsWith('/')
		? outermost.filter((parameter) => `/${parameter.name}` === name)
		: parameters.filter((parameter) => parameter.name === name);

/** What n8n sees as the whole panel, when these are the values that decide. */
export const rootOf = (values: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name.replace(/^\//, ''), value]),
	);

const DECIDES_FIRST = ['resource', 'operation'];

/** All ways in which the given parameters can be set together. */
function settingsOf(
	deciding: INodeProperties[],
	names: Iterable<string>,
	outermost: INodeProperties[] = [],
): IDataObject[] {
	let all: IDataObject[] = [{}];
	for (const name of names) {
		const values = new Set(
			decidingIn({ parameters: deciding, outermost }, name).flatMap(possibleValues),
		);
		all = all.flatMap((one) =>
			[...values].map((value) => ({ ...one, [name]: value as IDataObject[string] })),
		);
	}
	return all;
}

const decidingNames = (parameters: INodeProperties[]) =>
	new Set(parameters.flatMap(conditionsOf).map(([name]) => name));

/**
 * All ways in which the parameters that decide can be set together. Of a node with operations, those of one operation at a
 * time: all together there are too many.
 */
export function combinations({ parameters, outermost }: Level): IDataObject[] {
	const names = decidingNames(parameters);
	const isOf = (parameter: INodeProperties, setting: IDataObject) =>
		DECIDES_FIRST.every((name) => {
			const wanted = parameter.displayOptions?.show?.[name] as unknown[] | undefined;
			return wanted === undefined || wanted.includes(setting[name]);
		});
	if (!DECIDES_FIRST.every((name) => names.has(name))) {
		return settingsOf(parameters, names, outermost);
	}
	return settingsOf(parameters, ['resource']).flatMap((resource) => {
		const operations = parameters.filter(
			(one) => one.name === 'operation' && isOf(one, { ...resource, operation: undefined }),
		);
		return settingsOf(operations, ['operation']).flatMap((operation) => {
			const setting = { ...resource, ...operation };
			const ours = parameters.filter((one) => isOf(one, setting));
			const others = [...decidingNames(ours)].filter((name) => !DECIDES_FIRST.includes(name));
			return settingsOf(ours, others).map((rest) => ({ ...setting, ...rest }));
		});
	});
}

/** Every text of a node that a user reads, with where it stands. */
export function textsOf(node: INodeType): Array<{ where: string; text: string }> {
	const texts: Array<{ where: string; text: string }> = [];
	const add = (where: string, text: unknown) => {
		if (typeof text === 'string' && text !== '') texts.push({ where, text });
	};
	const { description } = node;
	const panel = description.triggerPanel;
	for (const key of ['displayName', 'description', 'eventTriggerDescription'] as const) {
		add(key, description[key]);
	}
	add('activationMessage', description.activationMessage);
	if (typeof panel === 'object') {
		add('triggerPanel.header', panel.header);
		add('triggerPanel.activationHint', panel.activationHint);
		const help = panel.executionsHelp;
		const helps = typeof help === 'object' ? help : { active: help, inactive: undefined };
		add('triggerPanel.executionsHelp.active', helps.active);
		add('triggerPanel.executionsHelp.inactive', helps.inactive);
	}
	for (const { path, parameter } of allParameters(node)) {
		for (const key of ['displayName', 'description', 'hint', 'placeholder'] as const) {
			add(`${path}.${key}`, parameter[key]);
		}
		for (const option of choices(parameter)) {
			add(`${path}=${String(option.value)}.name`, option.name);
			add(`${path}=${String(option.value)}.description`, option.description);
			add(`${path}=${String(option.value)}.action`, option.action);
		}
		for (const mode of parameter.modes ?? []) {
			add(`${path}.${mode.name}.displayName`, mode.displayName);
			add(`${path}.${mode.name}.placeholder`, mode.placeholder);
			add(`${path}.${mode.name}.hint`, mode.hint);
		}
	}
	return texts;
}
