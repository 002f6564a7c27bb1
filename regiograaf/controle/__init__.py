"""What ``regiograaf controle`` looks at: the installation, a folder with a graph, and sealed results."""
