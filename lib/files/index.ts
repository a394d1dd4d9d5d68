/** Nothing here runs in a browser: import `sentilab/files/node`. */
export {};
