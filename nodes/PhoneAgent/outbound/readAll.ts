import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { InputProblem } from '../../shared/operations/inputProblem';
import type { Parameters } from '../../shared/operations/parameters';
import { stripSecrets } from '../../shared/secrets';
import type { OutboundCall } from './outboundCall';
import type { CallDefaults } from './readOutboundCall';
import { readOutboundCall } from './readOutboundCall';

/** An input item that cannot be called. */
export interface BadItem {
	item: number;
	problem: NodeOperationError;
}

/**
 * Checks all items before anybody is called.
 * @param parameters of each item, in order
 * @param isGood what else a call has to be; throws InputProblem
 * @throws NodeOperationError for the first bad item, naming all, unless the node is to go on without them
 */
export function readAll(
	context: IExecuteFunctions,
	parameters: readonly Parameters[],
	defaults: CallDefaults,
	isGood: (call: OutboundCall, parameters: Parameters) => void = () => undefined,
): { calls: OutboundCall[]; bad: BadItem[] } {
	const calls: OutboundCall[] = [];
	const bad: BadItem[] = [];
	parameters.forEach((own, itemIndex) => {
		try {
			const call = readOutboundCall({ context, itemIndex }, own, defaults);
			isGood(call, own);
			calls.push(call);
		} catch (error) {
			bad.push({ item: itemIndex, problem: problemOf(context, error, itemIndex) });
		}
	});
	const [first, ...others] = bad;
	if (!first || context.continueOnFail()) return { calls, bad };
	if (others.length === 0 && parameters.length === 1) throw first.problem;
	const list = bad.map(({ item, problem }) => `item ${item}: ${problem.message}`);
	throw new NodeOperationError(
		context.getNode(),
		`Nobody was called, because of ${bad.length} of ${parameters.length} items: ${list.slice(0, MOST_NAMED).join('; ')}`,
		{
			itemIndex: first.item,
			description: first.problem.description ?? undefined,
		},
	);
}

/** More would not be read. */
const MOST_NAMED = 20;

function problemOf(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	if (!(error instanceof InputProblem)) {
		return new NodeOperationError(context.getNode(), error as Error, { itemIndex });
	}
	const { message, description } = stripSecrets({
		message: error.message,
		description: error.description,
	});
	return new NodeOperationError(context.getNode(), message, { itemIndex, description });
}
