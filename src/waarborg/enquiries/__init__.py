"""What principals ask: data that a law lets them ask, or a dossier to go elsewhere; each answer is kept."""
