"""What tests share: made-up data, a folder of plans, readers of other formats."""
