/** An object with a method under this symbol says itself how a notebook shows it: the method returns a MimeBundle. */
export const DISPLAY = Symbol.for('Jupyter.display');
