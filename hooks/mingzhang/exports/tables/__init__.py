"""The tables of targets, reports and control as CSV and XLSX.

Accounts go in, rows come out; each column is declared once, with what reads its cell.
"""
