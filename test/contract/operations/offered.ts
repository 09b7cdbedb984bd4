import { packageNodes } from '../../engine/support/packageSource';
import type { OperationList, PanelNames } from './coverage';

interface Choice {
	name: string;
	value: string;
}

/** The resources and operations that the panel of a node offers. */
export function offered(className: string): { list: OperationList; names: PanelNames } {
	const node = packageNodes().find((one) => one.className === className);
	const { properties } = node?.instance.description ?? { properties: [] };
	const list: OperationList = {};
	const names: PanelNames = new Map();
	for (const property of properties) {
		const options = (property.options ?? []) as Choice[];
		const [resource] = (property.displayOptions?.show?.resource ?? []) as string[];
		if (property.name === 'resource') for (const one of options) names.set(one.value, one.name);
		if (property.name !== 'operation' || resource === undefined) continue;
		list[resource] = options.map(({ value }) => value);
		for (const one of options) names.set(`${resource}.${one.value}`, one.name);
	}
	return { list, names };
}

/** `trunk.create` and so on, in alphabetical order. */
export const sortedOperations = (list: OperationList): string[] =>
	Object.entries(list)
		.flatMap(([resource, values]) => values.map((value) => `${resource}.${value}`))
		.sort();
