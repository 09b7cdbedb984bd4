import type { ContractCase } from '../../operations/contractCase';
import { byId } from '../../operations/contractCase';
import { CORPUS, SOURCE } from './knowledgeFixtures';

export const corpus = byId(CORPUS);

export const corpusSource = byId(SOURCE);

type Case = Omit<ContractCase, 'resource' | 'source'> & Partial<ContractCase>;

const SECTION = 'ultravox.md §7.4';

export const about = (one: Case): ContractCase => ({
	resource: 'corpusSource',
	source: SECTION,
	...one,
});

export const URL = 'https://example.com/help';
