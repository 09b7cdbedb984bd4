import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../operations/parameters';
import { statusOf } from '../providerStatus';
import { refusal } from '../refusal';
import type { UltravoxApi } from '../ultravoxApi';
import { sendExplained } from '../ultravoxExplained';
import type { ContextMapping } from './contextMapping';
import { previewContext } from './contextMapping';
import type { TelephonyProvider } from './provider';

/**
 * The configuration of a provider, or null when the account has none. How Ultravox says that is not documented (ultravox.md
 * §5.1): 404, 400 and an empty answer are understood.
 */
export async function readConfiguration(
	api: UltravoxApi,
	provider: TelephonyProvider,
): Promise<IDataObject | null> {
	let failure: unknown;
	try {
		const secrets = await provider.secrets(api);
		const answer = await api.send({ method: 'GET', path: provider.path, secrets });
		const isThere = typeof answer === 'object' && answer !== null && Object.keys(answer).length > 0;
		return isThere ? answer : null;
	} catch (error) {
		failure = error;
	}
	if ([400, 404].includes(statusOf(failure) ?? 0)) return null;
	throw failure;
}

/** What an operation says when there is nothing that it could be about. */
export const noConfiguration = (
	api: UltravoxApi,
	{ name }: TelephonyProvider,
	cause?: unknown,
): Error =>
	refusal(
		api,
		`Ultravox has no ${name} configuration in this account`,
		'Make one with Create or Ensure',
		cause,
	);

interface Change {
	method: 'PATCH' | 'DELETE';
	body?: IDataObject;
	secrets?: string[];
}

/** What Ultravox answered to a change, or how it said that there is nothing to be changed. */
type Changed = { configuration: IDataObject } | { missing: unknown };

/**
 * Sends a change of a configuration. Ultravox may say with 404 or with 400 that there is none (ultravox.md §5.1); as 400 says other
 * things too, a look tells which.
 */
export async function tryChange(
	api: UltravoxApi,
	provider: TelephonyProvider,
	change: Change,
): Promise<Changed> {
	let failure: unknown;
	try {
		const secrets = [...(await provider.secrets(api)), ...(change.secrets ?? [])];
		return {
			configuration: await sendExplained(api, { ...change, path: provider.path, secrets }),
		};
	} catch (error) {
		failure = error;
	}
	const status = statusOf(failure);
	const isMissing =
		status === 404 || (status === 400 && (await readConfiguration(api, provider)) === null);
	if (isMissing) return { missing: failure };
	throw failure;
}

/** Sends a change of a configuration that has to be there. */
export async function sendChange(
	api: UltravoxApi,
	provider: TelephonyProvider,
	change: Change,
): Promise<IDataObject> {
	const changed = await tryChange(api, provider, change);
	if ('missing' in changed) throw noConfiguration(api, provider, changed.missing);
	return changed.configuration;
}

function mappingOf({ requestContextMapping }: IDataObject): ContextMapping {
	const entries = Object.entries((requestContextMapping ?? {}) as IDataObject);
	return Object.fromEntries(entries.map(([from, to]) => [from, String(to)]));
}

/**
 * A configuration as an item. Where it maps fields of a call, `contextPreview` shows the template context that a call gives: the
 * call of 'Preview Sample', or a made-up one.
 */
export function configurationItem(
	{ sampleCall }: TelephonyProvider,
	configuration: IDataObject,
	sample: IDataObject | undefined,
): IDataObject {
	const mapping = mappingOf(configuration);
	if (Object.keys(mapping).length === 0) return configuration;
	const madeUp = Object.fromEntries(Object.keys(mapping).map((field) => [field, `(${field})`]));
	const call = sample ?? { ...madeUp, ...sampleCall };
	return { ...configuration, contextPreview: previewContext(mapping, call) };
}

/** The call of 'Preview Sample'; undefined when it was left empty. */
export function givenSample(fields: Parameters): IDataObject | undefined {
	const sample = fields.optionalObject('previewSample');
	return sample === undefined || Object.keys(sample).length === 0 ? undefined : sample;
}
