import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { ApplicationFields, PlivoApplication } from '../../shared/plivoApplication';
import { applicationsNamed, fieldsOf, getApplication } from '../../shared/plivoApplication';
import { APPLICATION, OVERWRITE_ANSWER_URL } from './inputs';
import { dedicatedName, distinctDedicatedName } from './names';
import { attempt } from './refusal';
import type { Memory } from './remember';
import type { PublicationSettings } from './settings';
import { withoutQuery } from './urls';

/** The Application to publish with. */
export interface ChosenApplication {
	dedicated: boolean;
	/** As it is now; null when it has to be created. */
	current: PlivoApplication | null;
	/** The name to create it with. */
	name: string;
	/** What an Application of the user's said before this trigger. */
	before: ApplicationFields | null;
}

export interface Ours {
	remembered: Memory | undefined;
	/** Whether a URL is this trigger's answer URL, of now or as it was pushed last. */
	isOurs(url: string): boolean;
}

/** @throws NodeOperationError when the Application belongs to somebody else (D4.15) or does not exist */
async function existingApplication(
	context: IHookFunctions,
	id: string,
	overwriteAnswerUrl: boolean,
	{ remembered, isOurs }: Ours,
): Promise<ChosenApplication> {
	const current = await attempt(
		context,
		{ doing: `Reading the Plivo Application ${id}`, input: APPLICATION },
		async () => await getApplication(context, id),
	);
	if (current === null) {
		throw new NodeOperationError(
			context.getNode(),
			`The Application ${id} does not exist in this Plivo account. Check '${APPLICATION}'`,
			{ description: "Choose another one, or set 'Application' to 'Dedicated (Recommended)'" },
		);
	}
	const choice = { dedicated: false, current, name: current.app_name };
	if (isOurs(current.answer_url)) {
		const same = remembered?.application.id === id;
		return { ...choice, before: same ? remembered.application.before : null };
	}
	if (current.answer_url !== '' && !overwriteAnswerUrl) {
		throw new NodeOperationError(
			context.getNode(),
			`The Plivo Application '${current.app_name}' already answers at ${withoutQuery(current.answer_url)}. Set '${APPLICATION}' to 'Dedicated (Recommended)', or switch on '${OVERWRITE_ANSWER_URL}'`,
			{
				description:
					'All numbers of an Application share its answer URL: overwriting it takes them all over. It is put back when you unpublish.',
			},
		);
	}
	return { ...choice, before: fieldsOf(current) };
}

/**
 * The Application of this trigger by its name. One of that name which answers elsewhere and is not remembered belongs to
 * another n8n with the same workflow: it is left alone.
 */
async function dedicatedApplication(
	context: IHookFunctions,
	webhookUrl: string,
	{ remembered, isOurs }: Ours,
): Promise<ChosenApplication> {
	const name = dedicatedName(context);
	const distinct = distinctDedicatedName(context, webhookUrl);
	const named = await attempt(
		context,
		{ doing: 'Looking for the Plivo Application of this trigger', input: APPLICATION },
		async () => await applicationsNamed(context, name),
	);
	const own = named.filter(({ app_name }) => app_name === name || app_name === distinct);
	const known = remembered?.application.dedicated ? remembered.application.id : undefined;
	const current =
		own.find(({ app_id }) => app_id === known) ??
		// After an unpublish only the hang-up URL tells whose it is.
		own.find(
			({ answer_url, hangup_url }) => answer_url === '' || isOurs(answer_url) || isOurs(hangup_url),
		) ??
		null;
	const taken = own.some(({ app_name }) => app_name === name);
	return { dedicated: true, current, name: taken ? distinct : name, before: null };
}

/** Finds the Application that the settings choose. Changes nothing. */
export async function chosenApplication(
	context: IHookFunctions,
	settings: PublicationSettings,
	webhookUrl: string,
	ours: Ours,
): Promise<ChosenApplication> {
	const id = settings.existingApplication;
	return id === null
		? await dedicatedApplication(context, webhookUrl, ours)
		: await existingApplication(context, id, settings.overwriteAnswerUrl, ours);
}
