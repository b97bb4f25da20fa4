"""Renqi, one run: a world of county chiefs, its rules, its engines and its ledger.

    from sim import read_scenario, run
"""
