import { NodeOperationError } from 'n8n-workflow';
import type { ApplicationFields } from './plivoApplication';
import {
	applicationsNamed,
	createApplication,
	deleteApplication,
	fieldsOf,
	updateApplication,
} from './plivoApplication';
import type { OwnedNumber } from './plivoNumber';
import { linkNumber, putNumberBack } from './plivoNumber';
import type { RequestContext } from './providerFailure';
import type { Step } from './steps';

/** The Application that numbers are linked to; its id is known once it exists. */
export interface Target {
	id: string | null;
	/** Numbers that this run linked to it and that could not be put back. */
	held: Set<string>;
}

/** A step after the one that creates the Application. */
function idOf(target: Target): string {
	return target.id ?? '';
}

async function idsNamed(context: RequestContext, name: string): Promise<string[]> {
	const named = await applicationsNamed(context, name);
	return named.filter(({ app_name }) => app_name === name).map(({ app_id }) => app_id);
}

/**
 * Creates the Application. Taken back, it is deleted, unless a number still hangs on it.
 * @param name one that no Application has yet, so that after a time-out it can be found by it
 */
export function createStep(
	context: RequestContext,
	target: Target,
	name: string,
	fields: ApplicationFields,
	whenCreated: (id: string) => void = () => {},
): Step {
	return {
		doing: `Creating the Plivo Application ${name}`,
		remains: `the new Plivo Application ${name}`,
		async run() {
			target.id = await createApplication(context, name, fields);
			whenCreated(target.id);
		},
		async undo() {
			if (target.held.size > 0) {
				throw new NodeOperationError(context.getNode(), 'A number is still linked to it');
			}
			const ids = target.id === null ? await idsNamed(context, name) : [target.id];
			for (const id of ids) await deleteApplication(context, id);
			target.id = null;
		},
	};
}

/** Writes the fields of an Application that is there. */
export function updateStep(
	context: RequestContext,
	id: string,
	wanted: ApplicationFields,
	current: ApplicationFields,
): Step {
	const before = fieldsOf(current);
	return {
		doing: `Setting the answer URL of the Plivo Application ${id}`,
		remains: `the URLs of the Plivo Application ${id}`,
		run: async () => await updateApplication(context, id, wanted, before),
		undo: async () => await updateApplication(context, id, before, wanted),
	};
}

/** Links a number to the Application. */
export function linkStep(context: RequestContext, target: Target, number: OwnedNumber): Step {
	const { e164, linkedTo } = number;
	return {
		doing: `Linking ${e164} to the Plivo Application`,
		remains: `${e164} may still be linked to it (before: ${linkedTo ?? 'nothing'})`,
		run: async () => await linkNumber(context, e164, idOf(target)),
		async undo() {
			target.held.add(e164);
			if (!(await putNumberBack(context, e164, linkedTo))) {
				throw new NodeOperationError(context.getNode(), 'Plivo does not let a number lead nowhere');
			}
			target.held.delete(e164);
		},
	};
}
