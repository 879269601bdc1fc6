"""Given names that are common in Britain and Ireland and that are not also words, months, places or colours."""

_WRITTEN_GIVEN_NAMES = """
Aaron Abby Abdul Abdullah Abigail Adam Adele Adeel Adrian Agnes Ahmed Aidan Aileen Aisha Aisling Alan Alastair Albert Alex Alexander
Alexandra Alfie Alfred Ali Alice Alicia Alison Alistair Amanda Amelia Amina Amir Amit Amy Andrea Andrew Angela Angus Anil Anita Anna
Annabel Anne Annette Annie Anthony Antonia Anwar Archie Arjun Arthur Asha Asif Audrey Ayesha Barbara Barry Beatrice Belinda Ben
Benjamin Bernadette Bernard Beth Bethan Bethany Beverley Brenda Brendan Brian Bridget Bronwen Bryony Caitlin Callum Calum Cameron
Camilla Carl Carly Carol Caroline Carolyn Catherine Catriona Cathy Ceri Charles Charlie Chloe Chris Christina Christine Christopher
Ciara Ciaran Claire Clare Clive Colette Colin Connor Conor Craig Cynthia Daniel Danielle Darren Dave David Dean Deborah Debbie
Declan Deepak Deirdre Denise Dennis Derek Dermot Diana Diane Dilip Dominic Donald Donna Dorothy Doug Douglas Duncan Dylan Eamonn
Edith Edward Eileen Eilidh Elaine Eleanor Elena Eleri Elizabeth Ella Ellen Elliot Ellie Elsie Emily Emma Eric Erin Esther Ethan Eve
Evelyn Ewan Farah Fatima Fiona Frances Francesca Francis Fraser Fred Freddie Frederick Freya Gareth Gary Gavin Gemma Geoff Geoffrey
George Georgina Gerald Geraldine Gerard Gillian Gina Glenda Gordon Graeme Graham Grainne Greg Gregory Gurpreet Gwen Gwyneth Hannah
Harold Harriet Harry Harpreet Hassan Hayley Heidi Helen Helena Henry Hilary Howard Hugh Huw Hussain Ian Ibrahim Imogen Imran Ingrid
Isaac Isabel Isabella Isla Ismail Jackie Jacob Jacqueline Jake James Jamie Jane Janet Janice Jason Javed Jayne Jeff Jeffrey Jen
Jennifer Jenny Jeremy Jess Jessica Jill Jim Joan Joanna Joanne Jodie Joe Joel Johanna John Jon Jonathan Joseph Josephine Josh Joshua
Joyce Judith Julia Julian Julie Juliet Justin Kamran Karen Karl Kate Katharine Katherine Kathleen Kathryn Katie Kavita Kay Keith
Kelly Ken Kenneth Kerry Kevin Khalid Kieran Kim Kiran Kirsten Kirsty Kuldeep Kyle Laila Lara Laura Lauren Lawrence Leanne Lee Leila
Leo Leon Leonard Lesley Leslie Lewis Liam Linda Lindsay Lisa Liz Lorna Lorraine Louis Louisa Louise Luca Lucas Lucy Luke Lydia Lyn
Lynda Lynn Lynne Madeleine Maeve Maggie Mairead Malcolm Mandy Marcus Margaret Maria Marian Marie Marilyn Marion Martha Martin
Martina Mary Maryam Matilda Matt Matthew Maureen Maurice Megan Melanie Melissa Mia Michael Michaela Michelle Mick Miriam Mike
Mohamed Mohammad Mohammed Moira Molly Mona Monica Morag Moses Muhammad Mustafa Myra Nadia Nadine Nancy Naomi Natalie Natasha Nathan
Naveed Neil Nerys Niamh Nicholas Nick Nicola Nicole Nigel Nikhil Nina Noah Noel Nora Norma Norman Nuala Oliver Olivia Omar Oscar
Osman Owen Padraig Pamela Parveen Patricia Patrick Paul Paula Pauline Penelope Penny Peter Philip Philippa Phillip Phyllis Pippa
Polly Poonam Pooja Priya Rachel Raheem Rahul Raj Rajesh Ravi Raymond Rebecca Reena Rekha Rhian Rhiannon Rhys Richard Robert Roberta
Roger Roisin Ronald Rory Rosalind Rosemary Rosie Ross Rowena Roy Rukhsana Rupert Russell Ruth Ryan Sabrina Sadia Saima Sajid Sally
Salma Samantha Samira Samuel Sandra Sanjay Sara Sarah Saira Sebastian Sean Shabnam Shane Shannon Sharon Shaun Shauna Sheena Sheila
Shelley Shirley Shona Sian Sidney Simon Sinead Sofia Sonia Sophia Sophie Stacey Stanley Stella Stephanie Stephen Steve Steven
Stewart Stuart Sukhdeep Sunita Susan Susannah Suzanne Sylvia Tahir Tamara Tanya Tara Tariq Teresa Terence Terry Thelma Theo Theresa
Thomas Tim Timothy Tina Toby Tom Tony Tracey Tracy Trevor Trisha Usha Usman Valerie Vanessa Vera Vernon Veronica Vicky Vijay Vikram
Vincent Wayne Wendy Wilfred William Yasmin Yasmine Yusuf Yvette Yvonne Zahid Zahra Zainab Zara Zoe Zoltan
"""
GIVEN_NAMES = frozenset(_WRITTEN_GIVEN_NAMES.split())
