/** A phone call takes its time. */
jest.setTimeout(180_000);
