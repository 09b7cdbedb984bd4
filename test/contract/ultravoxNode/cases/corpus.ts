import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results, nothingToChange } from '../../operations/contractCase';
import {
	CORPORA,
	CORPUS,
	DOCUMENT,
	knowledge,
	ONE_CORPUS,
	SOURCE,
} from '../support/knowledgeFixtures';
import { deletionCases } from '../support/deletion';

const corpus = byId(CORPUS);
const passage = (score: number) => ({
	content: 'Hold the button for ten seconds.',
	score,
	citation: {
		sourceId: SOURCE,
		documentId: DOCUMENT,
		publicUrl: 'https://example.com/help',
		title: 'Help',
	},
});

type Case = Omit<ContractCase, 'resource' | 'source'> & Partial<ContractCase>;
const SECTION = 'ultravox.md §7.4';
const about = (one: Case): ContractCase => ({ resource: 'corpus', source: SECTION, ...one });

export const corpusCases: ContractCase[] = [
	about({
		operation: 'create',
		size: 'smallest',
		title: 'the name alone',
		parameters: { name: ' Manuals ' },
		answers: [answer(201, knowledge)],
		requests: [{ method: 'POST', path: CORPORA, body: { name: 'Manuals' } }],
		items: [knowledge],
	}),
	about({
		operation: 'create',
		size: 'full',
		title: 'with a description',
		parameters: { name: 'Manuals', additionalFields: { description: 'All devices' } },
		answers: [answer(201, knowledge)],
		requests: [
			{ method: 'POST', path: CORPORA, body: { name: 'Manuals', description: 'All devices' } },
		],
	}),
	about({
		operation: 'create',
		size: 'bad',
		title: 'more than the plan includes, and no second attempt',
		source: 'ultravox.md §1.2, §7.4 (2 corpora by default)',
		parameters: { name: 'Manuals' },
		answers: [answer(402, { detail: 'Your plan includes 2 corpora.' })],
		requests: [{ method: 'POST', path: CORPORA, body: { name: 'Manuals' } }],
		refusal: /asks for payment: Your plan includes 2 corpora\./,
	}),
	about({
		operation: 'get',
		size: 'smallest',
		title: 'with its numbers',
		parameters: { corpus },
		answers: [answer(200, knowledge)],
		requests: [{ method: 'GET', path: ONE_CORPUS }],
		items: [knowledge],
	}),
	about({
		operation: 'get',
		size: 'full',
		title: 'an ID in capitals with blanks, and Ultravox fails once',
		source: 'ultravox.md §1.3, §7.4',
		parameters: { corpus: byId(` ${CORPUS.toUpperCase()} `) },
		answers: [answer(502), answer(200, knowledge)],
		requests: Array(2).fill({ method: 'GET', path: ONE_CORPUS }),
		items: [knowledge],
	}),
	about({
		operation: 'get',
		size: 'bad',
		title: 'a name is no ID',
		source: 'ultravox.md §1 (ids are UUIDs)',
		parameters: { corpus: byId('={{ "Manuals" }}') },
		requests: [],
		refusal: /'Knowledge' is not an ID: 'Manuals'/,
	}),
	about({
		operation: 'getMany',
		size: 'smallest',
		title: 'as many as the limit',
		parameters: { limit: 3 },
		answers: [results([knowledge])],
		requests: [{ method: 'GET', path: CORPORA, query: { pageSize: '3' } }],
		items: [knowledge],
	}),
	about({
		operation: 'getMany',
		size: 'full',
		title: 'all pages',
		source: 'ultravox.md §1.1, §7.4',
		parameters: { returnAll: true },
		answers: [results([knowledge], 'cD0y'), results([knowledge])],
		requests: [
			{ method: 'GET', path: CORPORA, query: { pageSize: '100' } },
			{ method: 'GET', path: CORPORA, query: { pageSize: '100', cursor: 'cD0y' } },
		],
		items: [knowledge, knowledge],
	}),
	about({
		operation: 'getMany',
		size: 'bad',
		title: 'a limit of nothing',
		source: 'ultravox.md §1.1',
		parameters: { limit: '={{ 0 }}' },
		requests: [],
		refusal: /'Limit' is 0, and has to be 1 or more/,
	}),
	about({
		operation: 'update',
		size: 'smallest',
		title: 'the name alone',
		parameters: { corpus, updateFields: { name: 'Handbooks' } },
		answers: [answer(200, { ...knowledge, name: 'Handbooks' })],
		requests: [{ method: 'PATCH', path: ONE_CORPUS, body: { name: 'Handbooks' } }],
		items: [{ ...knowledge, name: 'Handbooks' }],
	}),
	about({
		operation: 'update',
		size: 'full',
		title: 'the name, and no description any more',
		parameters: { corpus, updateFields: { name: 'Handbooks', description: '' } },
		answers: [answer(200, knowledge)],
		requests: [{ method: 'PATCH', path: ONE_CORPUS, body: { name: 'Handbooks', description: '' } }],
	}),
	about({
		operation: 'update',
		size: 'bad',
		parameters: { corpus },
		...nothingToChange,
	}),
	about({
		operation: 'update',
		size: 'more',
		title: 'a name cannot be emptied',
		parameters: { corpus, updateFields: { name: ' ' } },
		requests: [],
		refusal: /'Name' is empty/,
	}),
	...deletionCases(about, { parameters: { corpus }, path: ONE_CORPUS, item: { corpusId: CORPUS } }),
	about({
		operation: 'query',
		size: 'smallest',
		title: 'one item for each passage',
		parameters: { corpus, query: 'How do I reset it?' },
		answers: [answer(200, [passage(0.9), passage(0.2)])],
		requests: [
			{ method: 'POST', path: `${ONE_CORPUS}/query`, body: { query: 'How do I reset it?' } },
		],
		items: [passage(0.9), passage(0.2)],
	}),
	about({
		operation: 'query',
		size: 'full',
		title: 'at most so many, and those that fit badly are left out here',
		source: 'ultravox-openapi.yaml QueryCorpusRequest (no least score)',
		parameters: {
			corpus,
			query: 'How do I reset it?',
			options: { maxResults: 20, minimumScore: 0.5 },
		},
		answers: [answer(200, [passage(0.9), passage(0.5), passage(0.2)])],
		requests: [
			{
				method: 'POST',
				path: `${ONE_CORPUS}/query`,
				body: { query: 'How do I reset it?', maxResults: 20 },
			},
		],
		items: [passage(0.9), passage(0.5)],
	}),
	about({
		operation: 'query',
		size: 'bad',
		title: 'nothing is asked',
		parameters: { corpus, query: '={{ "  " }}' },
		requests: [],
		refusal: /'Query' is empty/,
	}),
	about({
		operation: 'query',
		size: 'more',
		title: 'a score that is no number is told before the question goes out',
		parameters: { corpus, query: 'Reset?', options: { minimumScore: '={{ "high" }}' } },
		requests: [],
		refusal: /'Minimum Score' is not a number/,
	}),
	about({
		operation: 'query',
		size: 'more',
		title: 'nothing fits: no items',
		parameters: { corpus, query: 'Weather?' },
		answers: [answer(200, [])],
		requests: [{ method: 'POST', path: `${ONE_CORPUS}/query`, body: { query: 'Weather?' } }],
		items: [],
	}),
];
