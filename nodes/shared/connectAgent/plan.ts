import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../operations/inputProblem';
import type { Parameters } from '../operations/parameters';
import type { ApplicationFields, PlivoApplication } from '../plivoApplication';
import { applicationsNamed, getApplication } from '../plivoApplication';
import type { OwnedNumber } from '../plivoNumber';
import { getNumber } from '../plivoNumber';
import { refusal } from '../refusal';
import type { UltravoxApi } from '../ultravoxApi';
import { readConfiguration } from '../telephony/configuration';
import type { Wanted } from '../telephony/ensureConfiguration';
import { plivoProvider } from '../telephony/provider';

/** Everything there is before anything is changed, and what is to be. */
export interface Plan {
	agentId: string;
	agent: IDataObject;
	number: OwnedNumber;
	configuration: IDataObject | null;
	wanted: Wanted;
	/** Null when it has to be created. */
	application: PlivoApplication | null;
	applicationName: string;
	fields: ApplicationFields;
}

const withoutQuery = (url: string) => url.replace(/[?#].*$/s, '');

/** The configuration of the Plivo account whose number it is. */
async function readOwnConfiguration(api: UltravoxApi, authId: string): Promise<IDataObject | null> {
	const configuration = await readConfiguration(api, plivoProvider);
	const other = configuration?.authId;
	if (typeof other !== 'string' || other === '' || other === authId) return configuration;
	throw refusal(
		api,
		`Ultravox has the credentials of another Plivo account: ${other}`,
		"Choose that account under 'Plivo Credential', or change what Ultravox has with Ensure",
	);
}

async function readNumber(api: UltravoxApi, e164: string): Promise<OwnedNumber> {
	const number = await getNumber(api.context, e164);
	if (number === null) {
		throw refusal(
			api,
			`${e164} is not a number of this Plivo account`,
			"Choose a number from the list, or check 'Plivo Credential'",
		);
	}
	if (number.unknown === undefined) return number;
	throw refusal(
		api,
		`${e164} leads to ${number.unknown}, which could not be put back`,
		'Link it to an application in the Plivo console first',
	);
}

async function readApplication(
	api: UltravoxApi,
	parameters: Parameters,
	dedicatedName: string,
): Promise<PlivoApplication | null> {
	if (parameters.choice('application') === 'dedicated') {
		const named = await applicationsNamed(api.context, dedicatedName);
		return named.find(({ app_name }) => app_name === dedicatedName) ?? null;
	}
	const id = parameters.decimalId('applicationId');
	const application = await getApplication(api.context, id);
	if (application !== null) return application;
	throw refusal(
		api,
		`This Plivo account has no application ${id}`,
		'Choose an application from the list',
	);
}

/**
 * What the application says afterwards. Without a hangup URL Plivo would report the end of a call to the answer URL (plivo.md
 * §4), where it would count as a new call: the agent's own address takes it instead, which answers reads alone and only with
 * the key, and so starts nothing.
 */
function wantedFields(
	current: PlivoApplication | null,
	agentUrl: string,
	hangupUrl: string | undefined,
): ApplicationFields {
	const answerUrl = `${agentUrl}/telephony_xml`;
	const reportsCalls = [undefined, '', answerUrl, current?.answer_url].includes(
		current?.hangup_url,
	);
	const kept = current === null || reportsCalls ? undefined : current;
	return {
		answer_url: answerUrl,
		answer_method: 'POST',
		hangup_url: hangupUrl ?? kept?.hangup_url ?? agentUrl,
		hangup_method: hangupUrl === undefined ? (kept?.hangup_method ?? 'GET') : 'POST',
		fallback_answer_url: current?.fallback_answer_url ?? '',
		fallback_method: current?.fallback_method ?? 'POST',
	};
}

/** @throws InputProblem for an application or a number of somebody else's, unless it is to be taken over */
function refuseTakeover(
	options: Parameters,
	{ application, fields, number }: Pick<Plan, 'application' | 'fields' | 'number'>,
): void {
	const answerUrl = application?.answer_url ?? '';
	const isForeign = answerUrl !== '' && answerUrl !== fields.answer_url;
	if (isForeign && !options.flag('overwriteAnswerUrl')) {
		throw new InputProblem(
			`The Plivo application '${application?.app_name ?? ''}' already answers at ${withoutQuery(answerUrl)}`,
			"Choose the dedicated application, or switch on 'Overwrite Answer URL': all numbers of the application then lead to the agent",
		);
	}
	const isElsewhere = number.linkedTo !== null && number.linkedTo !== application?.app_id;
	if (isElsewhere && !options.flag('overwriteNumber')) {
		throw new InputProblem(
			`${number.e164} leads to ${number.linkedTo ?? ''} at Plivo, an application or a trunk`,
			"Switch on 'Overwrite Number Assignment' to take it from there",
		);
	}
}

interface Asked {
	options: Parameters;
	agentId: string;
	e164: string;
	hangupUrl: string | undefined;
}

/**
 * What is asked for, as far as it can be checked without a request.
 * @throws InputProblem
 */
export function readAsked(parameters: Parameters): Asked {
	const options = parameters.collection('options');
	const agentId = parameters.uuid('agent');
	const e164 = parameters.phoneNumberId('number', options.optionalText('defaultCountry'));
	const hangupUrl = options.optionalUrl('hangupUrl');
	if (parameters.choice('application') === 'existing') parameters.decimalId('applicationId');
	return { options, agentId, e164, hangupUrl };
}

/** Reads all there is. Changes nothing. */
export async function readPlan(api: UltravoxApi, parameters: Parameters): Promise<Plan> {
	const { options, agentId, e164, hangupUrl } = readAsked(parameters);
	const credentials = await plivoProvider.credentials(api, parameters);
	const { appBaseUrl } = await api.account();
	const agent = await api.send({ method: 'GET', path: `/api/agents/${agentId}` });
	const configuration = await readOwnConfiguration(api, credentials.fields.authId ?? '');
	const applicationName = `ultravox-${agentId}`;
	const application = await readApplication(api, parameters, applicationName);
	const number = await readNumber(api, e164);
	const fields = wantedFields(application, `${appBaseUrl}/api/agents/${agentId}`, hangupUrl);
	refuseTakeover(options, { application, fields, number });
	return {
		agentId,
		agent,
		number,
		configuration,
		wanted: {
			credentials,
			agentChange: 'add',
			agents: [agentId],
			allowAll: undefined,
			mapping: undefined,
		},
		application,
		applicationName: application?.app_name ?? applicationName,
		fields,
	};
}
