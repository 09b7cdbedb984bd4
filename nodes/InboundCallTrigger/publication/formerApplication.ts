import type { IHookFunctions } from 'n8n-workflow';
import type { ApplicationFields } from '../../shared/plivoApplication';
import { getApplication } from '../../shared/plivoApplication';
import type { ChosenApplication, Ours } from './chosenApplication';
import { APPLICATION } from './inputs';
import { attempt } from './refusal';

/** What the last publish used, as it is now. */
export interface Former {
	id: string;
	current: ApplicationFields | null;
	/** Whether it is still in this trigger's hands: what hangs on it was put there by this trigger. */
	held: boolean;
}

/** The Application of the last publish; null when nothing is remembered. */
export async function formerApplication(
	context: IHookFunctions,
	choice: ChosenApplication,
	{ remembered, isOurs }: Ours,
): Promise<Former | null> {
	if (remembered === undefined) return null;
	const { id, dedicated } = remembered.application;
	if (id === choice.current?.app_id) {
		return { id, current: choice.current, held: dedicated || isOurs(choice.current.answer_url) };
	}
	if (dedicated) return { id, current: null, held: true };
	const current = await attempt(
		context,
		{ doing: `Reading the Plivo Application ${id}, used until now`, input: APPLICATION },
		async () => await getApplication(context, id),
	);
	return { id, current, held: current !== null && isOurs(current.answer_url) };
}
