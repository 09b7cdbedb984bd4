import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { CollectionLabels } from '../../shared/descriptions/fieldCollection';
import { fieldCollection } from '../../shared/descriptions/fieldCollection';
import type { Parameters } from '../../shared/operations/parameters';

/** Some fields of a request to Ultravox, with what stands in the panel for them. */
export interface Setting {
	/** They stand beside each other: in the panel, in a collection, or in a row. */
	properties: INodeProperties[];
	/**
	 * The fields in the vendor's spelling; those that the user left alone are not there.
	 * @throws InputProblem for what Ultravox would refuse, or drop without a word
	 */
	read(parameters: Parameters): IDataObject;
}

/** Several settings as one, in the given order. */
export function together(...settings: Setting[]): Setting {
	return {
		properties: settings.flatMap(({ properties }) => properties),
		read: (parameters) =>
			Object.assign({}, ...settings.map((setting) => setting.read(parameters))) as IDataObject,
	};
}

/** Settings in a collection, of which the user adds what is wanted. Their fields stay beside those of other settings. */
export function collected(labels: CollectionLabels, ...settings: Setting[]): Setting {
	const inside = together(...settings);
	return {
		properties: [fieldCollection(labels, inside.properties)],
		read: (parameters) => inside.read(parameters.collection(labels.name)),
	};
}

/** What one setting reads, under a key of its own; not there when the user set nothing. */
export function under(key: string, setting: Setting): Setting {
	return {
		properties: setting.properties,
		read: (parameters) => {
			const fields = setting.read(parameters);
			return Object.keys(fields).length === 0 ? {} : { [key]: fields };
		},
	};
}
