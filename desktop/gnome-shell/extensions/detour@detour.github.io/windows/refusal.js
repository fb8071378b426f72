// An error that the caller gets by its name in interface.xml.
export class Refusal extends Error {
    constructor(error, message) {
        super(message);
        this.error = error;
    }
}
