import type { INodeExecutionData } from 'n8n-workflow';
import type { BadItem } from './readAll';

/** The result of an input item that could not be called, where the node goes on all the same. */
export function errorItem({ item, problem }: BadItem): INodeExecutionData {
	const { message, description } = problem;
	return {
		json: { error: message, ...(description ? { description } : {}) },
		error: problem,
		pairedItem: { item },
	};
}

/** Index of the input item that a result is paired with: the first, where there are several. */
export function itemOf({ pairedItem }: INodeExecutionData): number {
	const pair = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
	return typeof pair === 'number' ? pair : (pair?.item ?? 0);
}

/** All results in the order of the input. */
export function inInputOrder(...results: INodeExecutionData[][]): INodeExecutionData[] {
	return results.flat().sort((a, b) => itemOf(a) - itemOf(b));
}
