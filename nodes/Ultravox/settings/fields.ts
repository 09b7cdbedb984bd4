import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { given } from '../../shared/operations/given';
import type { Bounds, Parameters } from '../../shared/operations/parameters';
import { optionalDuration } from '../duration';
import type { Setting } from './setting';

/** What a field is called, and what else n8n may know of it. */
type Labels = Pick<INodeProperties, 'displayName' | 'name'> & Partial<INodeProperties>;

/** A setting of one field, which has the parameter's name. */
const field = (
	property: INodeProperties,
	read: (parameters: Parameters, name: string) => unknown,
): Setting => ({
	properties: [property],
	read: (parameters) => given({ [property.name]: read(parameters, property.name) }),
});

export interface TextLimits {
	/** Greatest number of characters. */
	most?: number;
	/** Has to be given wherever the field is shown. */
	needed?: boolean;
}

/** A text; blank is as good as not there. */
export const textField = (labels: Labels, { most, needed }: TextLimits = {}): Setting =>
	field(
		{ type: 'string', default: '', ...(needed ? { required: true } : {}), ...labels },
		(parameters, name) => {
			const text = needed ? parameters.text(name) : parameters.optionalText(name);
			if (most !== undefined && text !== undefined && text.length > most) {
				throw parameters.problem(name, `has ${text.length} characters, and may have ${most}`);
			}
			return text;
		},
	);

/** A number of so many decimals; the bounds are those of the panel, and what is read is checked against them as well. */
const boundedField = (
	labels: Labels,
	{ min, max }: Bounds,
	decimals: number,
	read: (parameters: Parameters, name: string, bounds: Bounds) => number | undefined,
): Setting =>
	field(
		{
			type: 'number',
			default: min ?? 0,
			...labels,
			typeOptions: {
				...(min === undefined ? {} : { minValue: min }),
				...(max === undefined ? {} : { maxValue: max }),
				numberPrecision: decimals,
				...labels.typeOptions,
			},
		},
		(parameters, name) => read(parameters, name, given({ min, max })),
	);

/** A number within bounds. */
export const numberField = (labels: Labels, bounds: Bounds = {}): Setting =>
	boundedField(labels, bounds, 3, (parameters, name, within) =>
		parameters.optionalNumber(name, within),
	);

/** A whole number within bounds. */
export const integerField = (labels: Labels, bounds: Bounds = {}): Setting =>
	boundedField(labels, bounds, 0, (parameters, name, within) =>
		parameters.optionalInteger(name, within),
	);

/** A switch; its description begins with Whether. */
export const flagField = (labels: Labels): Setting =>
	field({ type: 'boolean', default: false, ...labels }, (parameters, name) =>
		parameters.optionalFlag(name),
	);

/** A span of time, entered in seconds. */
export const durationField = (labels: Labels, bounds?: Bounds): Setting =>
	field(
		{ type: 'string', default: '', placeholder: 'e.g. 30 or 30s', ...labels },
		(parameters, name) => optionalDuration(parameters, name, bounds),
	);

/** One of several values. */
export const choiceField = (labels: Labels, options: INodePropertyOptions[]): Setting =>
	field(
		{ type: 'options', options, default: options[0]?.value ?? '', ...labels },
		(parameters, name) => parameters.optionalChoice(name),
	);

/** A JSON object that goes out as it is. */
export const objectField = (labels: Labels): Setting =>
	field({ type: 'json', default: '{}', ...labels }, (parameters, name) =>
		parameters.optionalObject(name),
	);

/** A web address. */
export const addressField = (labels: Labels, protocols?: readonly string[]): Setting =>
	field({ type: 'string', default: '', ...labels }, (parameters, name) =>
		parameters.optionalUrl(name, protocols),
	);
