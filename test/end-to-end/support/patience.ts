/** A phone call takes its time, and more of it where the machine has other things to do. */
jest.setTimeout(300_000);
