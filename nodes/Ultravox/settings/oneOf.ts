import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Setting } from './setting';

/** One of the things that exclude each other. */
export interface Alternative {
	/** As the panel calls it: `ElevenLabs`. */
	displayName: string;
	/** The vendor's key: `elevenLabs`. */
	name: string;
	/** Fields inside that key. */
	setting: Setting;
}

type Labels = Pick<INodeProperties, 'displayName' | 'name'> &
	Partial<Pick<INodeProperties, 'description' | 'placeholder' | 'displayOptions'>>;

/**
 * A choice between groups of fields, of which Ultravox takes exactly one: `{ <name>: { <chosen key>: { ... } } }`.
 * @throws InputProblem when more than one was added
 */
export function oneOf(labels: Labels, alternatives: Alternative[]): Setting {
	return {
		properties: [
			{
				placeholder: 'Choose',
				...labels,
				type: 'fixedCollection',
				default: {},
				options: alternatives.map(({ displayName, name, setting }) => ({
					displayName,
					name,
					values: setting.properties,
				})),
			},
		],
		read: (parameters) => {
			const chosen = alternatives.flatMap(({ displayName, name, setting }) => {
				const [fields] = parameters.rows(labels.name, name);
				return fields === undefined ? [] : [{ displayName, name, setting, fields }];
			});
			const [only, another] = chosen;
			if (only === undefined) return {};
			if (another !== undefined) {
				throw parameters.problem(
					labels.name,
					`has several: ${chosen.map((one) => one.displayName).join(', ')}`,
					'Ultravox takes one of them: remove the others',
				);
			}
			return { [labels.name]: { [only.name]: only.setting.read(only.fields) } as IDataObject };
		},
	};
}
