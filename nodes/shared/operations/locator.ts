import type { INodeProperties, INodePropertyModeValidation } from 'n8n-workflow';
import { UUID_PATTERN } from '../uuid';

const PATTERNS = {
	uuid: { regex: `^\\s*${UUID_PATTERN}\\s*$`, example: '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11' },
	decimal: { regex: '^\\s*\\d+\\s*$', example: '20372631212782780' },
};

export interface LocatorOptions {
	/** Title case: `Origination URI`. */
	displayName: string;
	/** `uri` */
	name: string;
	description?: string;
	/** `searchUris`: a method of the node's `listSearch`. */
	searchListMethod: string;
	/** What an id looks like; any text when not given. */
	idFormat?: 'uuid' | 'decimal';
	/** An id as an example, without `e.g.`; needed where the format gives none. */
	example?: string;
	/** Label of the mode in which the id is typed; `By ID` when not given. */
	idLabel?: string;
	required?: boolean;
	displayOptions?: INodeProperties['displayOptions'];
	hint?: string;
	/** Value of the mode By ID at first: an expression that takes it from the item. */
	defaultId?: string;
}

/** A resource locator: From List with search, and By ID. */
export function locator(options: LocatorOptions): INodeProperties {
	const { displayName, name, description, required, displayOptions, hint, defaultId } = options;
	// Abbreviations stay in capitals: `SIP credential`.
	const thing = displayName.replace(/\b[A-Z][a-z]+/g, (word) => word.toLowerCase());
	const article = /^[aeiou]/i.test(thing) ? 'an' : 'a';
	const format = options.idFormat === undefined ? undefined : PATTERNS[options.idFormat];
	const validation: INodePropertyModeValidation[] = format
		? [
				{
					type: 'regex',
					properties: {
						regex: format.regex,
						errorMessage: `The ID of ${article} ${thing} looks like ${format.example}`,
					},
				},
			]
		: [];
	const nothingChosen: INodeProperties = {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
	};
	return {
		...nothingChosen,
		...(defaultId === undefined ? {} : { default: { mode: 'id', value: defaultId } }),
		...(description === undefined ? {} : { description }),
		...(required === undefined ? {} : { required }),
		...(displayOptions === undefined ? {} : { displayOptions }),
		...(hint === undefined ? {} : { hint }),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Choose ${article} ${thing}...`,
				typeOptions: { searchListMethod: options.searchListMethod, searchable: true },
			},
			{
				displayName: options.idLabel ?? 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${options.example ?? format?.example ?? ''}`,
				...(validation.length > 0 ? { validation } : {}),
			},
		],
	};
}
